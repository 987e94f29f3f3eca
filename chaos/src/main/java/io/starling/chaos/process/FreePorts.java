package io.starling.chaos.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds ports of 127.0.0.1 that nobody listens on. They lie below the range from which Linux gives
 * ports to outgoing connections, so that no client takes the port of a server that is just down.
 */
public final class FreePorts {
  private static final int LOWEST = 12_000;
  private static final int COUNT = 18_000;

  private static int next = (int) (ProcessHandle.current().pid() * 97 % COUNT);

  private FreePorts() {}

  /** That many different ports, never given before in this JVM until all were. */
  public static synchronized List<Integer> find(int count) {
    List<Integer> found = new ArrayList<>();
    for (int tried = 0; found.size() < count && tried < COUNT; tried++) {
      int port = LOWEST + next;
      next = (next + 1) % COUNT;
      if (isFree(port)) {
        found.add(port);
      }
    }
    if (found.size() < count) {
      throw new IllegalStateException("only " + found.size() + " of " + count + " ports are free");
    }
    return found;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
