package io.starling.node.routing;

import io.starling.node.routing.Levels.Detour;
import java.util.List;

/**
 * One command for one segment.
 *
 * @param segment that holds all of its keys
 * @param arguments the command as the client sent it, its name first; a command that the client
 *     sent for several segments comes as one request for each, with the keys that lie there
 * @param levels how many copies must hold what it writes, and which copy it may read
 */
public record SegmentRequest(int segment, List<byte[]> arguments, Levels levels) {
  /** The same request, further on its way to an answer. */
  public SegmentRequest with(Detour detour) {
    return new SegmentRequest(segment, arguments, levels.with(detour));
  }
}
