package io.starling.chaos.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TCP connections of processes of this machine, which can be reset. Needs root and {@code ss}. */
public final class Connections {
  /** Local address, peer, and who has it; ports are what stands behind the last colon. */
  private static final Pattern ESTABLISHED =
      Pattern.compile("\\d+\\s+\\d+\\s+\\S+:(\\d+)\\s+\\S+:(\\d+)\\s+.*pid=(\\d+),.*");

  private Connections() {}

  private record Socket(int port, int peer, long pid) {}

  /** Why none can be reset here; empty if they can. */
  public static Optional<String> obstacle() {
    try {
      if (!HostCommand.run("id", "-u").strip().equals("0")) {
        return Optional.of("resetting a connection needs root");
      }
      HostCommand.run("ss", "-V");
      return Optional.empty();
    } catch (IOException absent) {
      return Optional.of("there is no ss: " + absent.getMessage());
    }
  }

  /**
   * Resets all connections that two processes have with each other.
   *
   * @return how many
   */
  public static int reset(long pid, long other) throws IOException {
    List<Socket> sockets = established();
    int count = 0;
    for (Socket socket : sockets) {
      boolean between =
          socket.pid() == pid
              && sockets.stream()
                  .anyMatch(
                      end ->
                          end.pid() == other
                              && end.port() == socket.peer()
                              && end.peer() == socket.port());
      if (between) {
        // It says "Invalid argument" for the other family of addresses, and does it all the same.
        HostCommand.end(
            HostCommand.PATIENCE,
            "ss",
            "-K",
            "sport = :%d and dport = :%d".formatted(socket.port(), socket.peer()));
        count++;
      }
    }
    return count;
  }

  private static List<Socket> established() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (String line : HostCommand.run("ss", "-Htnp", "state", "established").lines().toList()) {
      Matcher matcher = ESTABLISHED.matcher(line.strip());
      if (matcher.matches()) {
        sockets.add(
            new Socket(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
      }
    }
    return sockets;
  }
}
