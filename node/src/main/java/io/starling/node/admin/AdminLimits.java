package io.starling.node.admin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

/** How much of the admin port one client, and all together, can take. */
final class AdminLimits {
  /** Threads that ask the node. */
  static final int WORKERS = 2;

  /** Requests that wait for such a thread; one more is answered 503. */
  static final int WAITING_MAX = 64;

  /** Time for an answer that changes nothing. */
  static final Duration READ_TIME_MAX = Duration.ofSeconds(2);

  /** Time for an answer to a change. */
  static final Duration CHANGE_TIME_MAX = Duration.ofSeconds(30);

  private static final int CONNECTIONS_MAX = 64;
  private static final int LINE_BYTES_MAX = 4096;
  private static final int HEADER_BYTES_MAX = 8192;
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final int REQUESTS_PER_CONNECTION_MAX = 1000;
  private static final Duration IDLE_TIME_MAX = Duration.ofSeconds(30);
  private static final Duration REQUEST_TIME_MAX = Duration.ofSeconds(5);

  private AdminLimits() {}

  static HttpServer apply(HttpServer server) {
    AtomicInteger connections = new AtomicInteger();
    return server
        .httpRequestDecoder(
            decoder ->
                decoder
                    .maxInitialLineLength(LINE_BYTES_MAX)
                    .maxHeaderSize(HEADER_BYTES_MAX)
                    .h2cMaxContentLength(0))
        .idleTimeout(IDLE_TIME_MAX)
        .readTimeout(REQUEST_TIME_MAX)
        .requestTimeout(REQUEST_TIME_MAX)
        .maxKeepAliveRequests(REQUESTS_PER_CONNECTION_MAX)
        .doOnChannelInit((observer, channel, remote) -> admit(channel, connections));
  }

  private static void admit(Channel channel, AtomicInteger connections) {
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    if (connections.incrementAndGet() > CONNECTIONS_MAX) {
      ChannelFuture unused = channel.close();
    }
  }

  /**
   * The refusal of a body that is announced as too large, or not announced at all; null: it may be
   * read.
   */
  static @Nullable AdminResponse refusalOfBody(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return AdminResponse.text(411, "say how long the body is: send a Content-Length");
    }
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH, "0");
    boolean small = length.length() <= 9 && Long.parseLong(length) <= BODY_BYTES_MAX;
    return small ? null : AdminResponse.text(413, "a body has at most 64 KiB");
  }
}
