package io.starling.node.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.starling.node.client.keys.AnyKeyRouting;
import io.starling.node.client.keys.WholeKeyspace;
import io.starling.node.client.limits.ConnectionSettings;
import io.starling.node.client.limits.Credentials;
import io.starling.node.client.server.ClientStatistics;
import io.starling.node.metrics.NodeMetrics;
import io.starling.node.routing.Levels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection in a loop whose time stands still unless a test lets it pass. */
class ThrottledConnectionTest {
  private static final int ERRORS_AT_ONCE = 201;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private long nowNanos = -1_000;

  ThrottledConnectionTest() {
    channel.freezeTime();
    FakeNode node = new FakeNode();
    NodeMetrics metrics = new NodeMetrics(List.of(channel.eventLoop()));
    AnyKeyRouting keys = new AnyKeyRouting(node, node.layout());
    ConnectionSettings settings =
        ConnectionSettings.of(TestPort.LIMITS, Credentials.OPEN, true, Levels.DEFAULT);
    ClientPort port =
        new ClientPort(
            new CommandDispatch(
                Map.of(), keys, new WholeKeyspace(node, node.layout(), keys, new Random(7))),
            () -> settings,
            new ClientStatistics(metrics),
            metrics,
            new ClientDirectory(),
            () -> nowNanos);
    channel.pipeline().addLast(new ClientHandler(port));
    channel.pipeline().fireChannelActive();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void pass(long millis) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  private int takeErrors() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(StandardCharsets.US_ASCII));
      out.release();
    }
    return (int) text.toString().lines().filter(line -> line.startsWith("-ERR unknown")).count();
  }

  @Test
  void readsAClientThatProducesOnlyErrorsAsSlowlyAsAHundredASecond() {
    send("EVALSHA x 0\r\n".repeat(250));
    assertEquals(ERRORS_AT_ONCE, takeErrors());
    pass(9);
    assertEquals(0, takeErrors());
    pass(1);
    assertEquals(1, takeErrors());
    for (int i = 1; i < 250 - ERRORS_AT_ONCE; i++) {
      pass(10);
      assertEquals(1, takeErrors());
    }
    pass(1_000);
    assertEquals(0, takeErrors());
  }

  @Test
  void doesNotSlowDownAClientWhoseRequestsMostlySucceed() {
    send("EVALSHA x 0\r\nGET a\r\n".repeat(500));
    assertEquals(500, takeErrors());
  }
}
