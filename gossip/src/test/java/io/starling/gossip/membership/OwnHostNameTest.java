package io.starling.gossip.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class OwnHostNameTest {
  @Test
  void aNameWithoutAnAddressIsRefusedWithWhatToDo() {
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                OwnHostName.requireResolvable(
                    () -> {
                      throw new UnknownHostException("box17: Name or service not known");
                    }));
    assertEquals(
        "this machine cannot find its own address by its host name: give the name one in"
            + " /etc/hosts, for example with: echo \"127.0.0.1 $(hostname)\" >> /etc/hosts",
        refused.getMessage());
  }

  @Test
  void aNameWithAnAddressWillDo() throws IOException {
    OwnHostName.requireResolvable(InetAddress::getLoopbackAddress);
  }
}
