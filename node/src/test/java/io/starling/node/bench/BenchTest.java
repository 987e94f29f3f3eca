package io.starling.node.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.settings.HostAndPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class BenchTest {
  @Test
  void everyRequestOfAnOpenLoopIsSentAndCounted() throws IOException, InterruptedException {
    try (FakeRedis redis = new FakeRedis("+OK");
        Bench bench = Bench.of(load(500), redis.target())) {
      List<Long> seconds = new ArrayList<>();
      BenchResult result = bench.run((second, totals) -> seconds.add(second));
      assertEquals(500, result.totals().all().getTotalCount());
      assertEquals(0, result.totals().failureCount());
      assertEquals(List.of(1L), seconds);
      assertTrue(BenchText.table(result).contains("open loop, 500/s wanted"));
      assertTrue(BenchText.json(result).contains("\"count\" : 500"), BenchText.json(result));
    }
  }

  @Test
  void fillingWritesEveryKeyOnce() throws IOException, InterruptedException {
    try (FakeRedis redis = new FakeRedis("+OK");
        Bench bench = Bench.of(load(500), redis.target())) {
      assertEquals(100, bench.fill().writes().getTotalCount());
    }
  }

  @Test
  void errorsAreCountedByTheirCode() throws IOException, InterruptedException {
    try (FakeRedis redis = new FakeRedis("-TRYAGAIN no primary");
        Bench bench = Bench.of(load(100), redis.target())) {
      BenchResult result = bench.run((second, totals) -> {});
      assertEquals(Map.of("TRYAGAIN", 100L), result.totals().failures());
      assertTrue(BenchText.table(result).contains("errors TRYAGAIN"));
    }
  }

  @Test
  void aWriteIsOverWhenItsWaitIsAnswered() throws IOException, InterruptedException {
    try (FakeRedis redis = new FakeRedis("+OK");
        Bench bench = Bench.of(load(500), redis.target(2))) {
      assertEquals(100, bench.fill().writes().getTotalCount());
      assertEquals(100, redis.waits());
      BenchResult result = bench.run((second, totals) -> {});
      assertEquals(500, result.totals().all().getTotalCount());
      assertEquals(100 + result.totals().writes().getTotalCount(), redis.waits());
    }
  }

  @Test
  void aWriteThatFailedIsAFailureWhateverItsWaitSays() throws IOException, InterruptedException {
    try (FakeRedis redis = new FakeRedis("-OOM full");
        Bench bench = Bench.of(load(100), redis.target(2))) {
      BenchResult result = bench.run((second, totals) -> {});
      assertEquals(Map.of("OOM", 100L), result.totals().failures());
    }
  }

  @Test
  void aTargetThatDoesNotAnswerIsNamed() throws IOException {
    ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    nobody.close();
    HostAndPort address = new HostAndPort("127.0.0.1", nobody.getLocalPort());
    Target target = new Target(List.of(address), false, null, 0);
    IOException refusal = assertThrows(IOException.class, () -> Bench.of(load(1), target));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("127.0.0.1:"));
  }

  private static Load load(int rate) {
    return new Load(rate, Duration.ofSeconds(1), 3, 100, 0.5, 100, 0, false, 1);
  }

  /** Answers every command with the same, but for PING and WAIT. */
  private static final class FakeRedis implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final LongAdder waits = new LongAdder();
    private final byte[] answer;

    FakeRedis(String answer) throws IOException {
      this.answer = (answer + "\r\n").getBytes(StandardCharsets.US_ASCII);
      Thread.ofVirtual().start(this::accept);
    }

    Target target() {
      return target(0);
    }

    Target target(int waitFor) {
      HostAndPort address = new HostAndPort("127.0.0.1", server.getLocalPort());
      return new Target(List.of(address), false, null, waitFor);
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = server.accept();
          Thread.ofVirtual().start(() -> serve(socket));
        }
      } catch (IOException closed) {
        // The end of the test.
      }
    }

    private void serve(Socket socket) {
      try (socket) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String name = "";
          for (int words = Integer.parseInt(line.substring(1)); words > 0; words--) {
            in.readLine();
            String word = in.readLine();
            name = name.isEmpty() ? String.valueOf(word) : name;
          }
          socket.getOutputStream().write(answerTo(name));
        }
      } catch (IOException closed) {
        // The end of the connection.
      }
    }

    private byte[] answerTo(String name) {
      return switch (name) {
        case "PING" -> "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);
        case "WAIT" -> {
          waits.increment();
          yield ":2\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        default -> answer;
      };
    }

    long waits() {
      return waits.sum();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
