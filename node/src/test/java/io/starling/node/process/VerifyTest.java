package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.cli.CommandContribution;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;

/** Copies on real nodes, compared. */
class VerifyTest {
  @TempDir private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int verify(RealNode node, String... more) {
    out.getBuffer().setLength(0);
    CommandLine command =
        new CommandLine(
                ServiceLoader.load(CommandContribution.class).stream()
                    .flatMap(each -> each.get().commands().stream())
                    .filter(each -> each.getClass().getSimpleName().equals("VerifyCommand"))
                    .findFirst()
                    .orElseThrow())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--admin";
    arguments[1] = node.admin().toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return command.execute(arguments);
  }

  @Test
  void allCopiesOfAClusterAreComparedAndEqual() throws Exception {
    try (RealNode first = RealNode.found(data.resolve("1"), Map.of());
        RealNode second = first.join(data.resolve("2"), Map.of());
        RealNode third = first.join(data.resolve("3"), Map.of());
        Jedis client = second.client()) {
      third.awaitReady(3);
      for (int i = 0; i < 50; i++) {
        client.set("k" + i, "v" + i);
      }
      assertEquals(0, verify(third), () -> out + "\n" + err);
      assertEquals("4 of 4 segments verified, 12 copies, 0 different\n", out.toString());
      assertTrue(err.toString().endsWith("\r4 of 4 segments compared\n"), err.toString());
      assertEquals(0, verify(second, "--json"), () -> out + "\n" + err);
      assertTrue(out.toString().contains("\"clean\" : true"), out.toString());
      assertTrue(out.toString().contains("\"copies\" : 12"), out.toString());
    }
  }
}
