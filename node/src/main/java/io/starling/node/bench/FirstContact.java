package io.starling.node.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.node.settings.HostAndPort;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * The first connection to a target, before there is any load: is anyone there, is the password
 * right, who serves what? Blocks for a few seconds at most.
 */
final class FirstContact {
  private static final Duration TIME_MAX = Duration.ofSeconds(5);

  private FirstContact() {}

  /**
   * Asks every address of a target.
   *
   * @throws IOException if one does not answer as it should; the message says which and why
   */
  static SlotOwners with(Target target) throws IOException {
    SlotOwners owners = new SlotOwners();
    for (HostAndPort address : target.addresses()) {
      try {
        meet(address, target, owners);
      } catch (IOException e) {
        throw new IOException(address + ": " + e.getMessage(), e);
      }
    }
    return owners;
  }

  private static void meet(HostAndPort address, Target target, SlotOwners owners)
      throws IOException {
    try (Socket socket = new Socket()) {
      int timeout = Math.toIntExact(TIME_MAX.toMillis());
      socket.connect(new InetSocketAddress(address.host(), address.port()), timeout);
      socket.setSoTimeout(timeout);
      if (target.password() != null) {
        ask(socket, "AUTH", target.password());
      }
      ask(socket, "PING");
      if (target.cluster()) {
        owners.learn(ask(socket, "CLUSTER", "SLOTS"));
      }
    }
  }

  private static Answer ask(Socket socket, String... words) throws IOException {
    ByteBuf out = Unpooled.buffer();
    RequestWriter.writeCommand(out, words);
    socket.getOutputStream().write(out.array(), 0, out.readableBytes());
    Answer answer = read(socket.getInputStream());
    if (answer instanceof Answer.Failure failure) {
      throw new IOException(words[0] + " was answered with: " + failure.text());
    }
    return answer;
  }

  private static Answer read(InputStream from) throws IOException {
    ByteBuf in = Unpooled.buffer();
    byte[] chunk = new byte[8192];
    while (true) {
      int length = from.read(chunk);
      if (length < 0) {
        throw new EOFException("the connection was closed");
      }
      in.writeBytes(chunk, 0, length);
      Answer answer = AnswerReader.read(in);
      if (answer != null) {
        return answer;
      }
    }
  }
}
