package io.starling.gossip.membership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine: ScaleCube looks it up when it starts, whatever address is given. */
public final class OwnHostName {
  private OwnHostName() {}

  /** How the machine finds its own address by its name. */
  interface Lookup {
    /** The address that the name stands for. */
    InetAddress find() throws UnknownHostException;
  }

  /**
   * Makes sure that the membership will be able to start.
   *
   * @throws IOException if the name has no address; the message says what to do
   */
  public static void requireResolvable() throws IOException {
    requireResolvable(InetAddress::getLocalHost);
  }

  static void requireResolvable(Lookup lookup) throws IOException {
    try {
      InetAddress unused = lookup.find();
    } catch (UnknownHostException unresolved) {
      throw new IOException(
          "this machine cannot find its own address by its host name: give the name one in"
              + " /etc/hosts, for example with: echo \"127.0.0.1 $(hostname)\" >> /etc/hosts",
          unresolved);
    }
  }
}
