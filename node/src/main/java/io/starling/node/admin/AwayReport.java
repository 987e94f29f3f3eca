package io.starling.node.admin;

/**
 * A node that is not there, and is a member of segments.
 *
 * @param id 32 hexadecimal digits
 * @param address under which its clients found it; empty if the asked node never saw it
 * @param awaySeconds since when nobody has seen it, as the asked node knows
 * @param copies segments that it is a member of
 * @param onlyCopies those of them of which no other member is there
 * @param graceSeconds after so long its copies are replaced, if there are nodes to replace it
 */
public record AwayReport(
    String id, String address, long awaySeconds, int copies, int onlyCopies, long graceSeconds) {}
