package io.starling.node.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * The HTTP server of the admin port. Everything a client can make grow has a bound here: the
 * request line, the headers, the body, the time to send them, the requests and the number of
 * connections.
 */
public final class AdminServer implements AutoCloseable {
  private static final Duration CLOSE_TIME_MAX = Duration.ofSeconds(1);

  private final DisposableServer server;
  private final LoopResources loops;
  private final Scheduler workers;

  private AdminServer(DisposableServer server, LoopResources loops, Scheduler workers) {
    this.server = server;
    this.loops = loops;
    this.workers = workers;
  }

  /**
   * Listens.
   *
   * @param address port 0 takes a free one
   * @param ownName the host that this node advertises
   * @param secret what a change from another machine must show; null: none is let in
   * @throws reactor.netty.ChannelBindException if the address cannot be had
   */
  public static AdminServer start(
      InetSocketAddress address, String ownName, @Nullable String secret, AdminPorts ports) {
    LoopResources loops = LoopResources.create("admin", 1, true);
    Scheduler workers =
        Schedulers.newBoundedElastic(
            AdminLimits.WORKERS, AdminLimits.WAITING_MAX, "admin-worker", 60, true);
    AdminSite site = new AdminSite(new RequestGuard(ownName, secret), ports);
    try {
      DisposableServer server =
          AdminLimits.apply(HttpServer.create())
              .bindAddress(() -> address)
              .runOn(loops)
              .handle((request, response) -> handle(site, workers, request, response))
              .bindNow();
      return new AdminServer(server, loops, workers);
    } catch (RuntimeException e) {
      workers.dispose();
      loops.dispose();
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.address();
  }

  /** Stops listening and closes its connections; waits a moment for what is being answered. */
  @Override
  public void close() {
    server.disposeNow(CLOSE_TIME_MAX);
    workers
        .disposeGracefully()
        .timeout(CLOSE_TIME_MAX, Mono.fromRunnable(workers::dispose))
        .block();
    loops.disposeLater(Duration.ZERO, CLOSE_TIME_MAX).block();
  }

  private static Mono<Void> handle(
      AdminSite site, Scheduler workers, HttpServerRequest request, HttpServerResponse response) {
    AdminResponse tooLarge = AdminLimits.refusalOfBody(request.requestHeaders());
    if (tooLarge != null) {
      return send(response.keepAlive(false), tooLarge);
    }
    return request
        .receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(body -> answer(site, workers, toAdminRequest(request, body)))
        .flatMap(answer -> send(response, answer));
  }

  private static Mono<AdminResponse> answer(
      AdminSite site, Scheduler workers, AdminRequest request) {
    Duration limit = request.reads() ? AdminLimits.READ_TIME_MAX : AdminLimits.CHANGE_TIME_MAX;
    return Mono.fromCallable(() -> site.answer(request))
        .subscribeOn(workers)
        .timeout(limit)
        .onErrorResume(failure -> Mono.just(apology(failure)));
  }

  private static AdminResponse apology(Throwable failure) {
    return AdminResponse.text(503, "no answer just now: " + failure.getClass().getSimpleName());
  }

  private static AdminRequest toAdminRequest(HttpServerRequest request, String body) {
    String uri = request.uri();
    int question = uri.indexOf('?');
    String path = question < 0 ? uri : uri.substring(0, question);
    String query = question < 0 ? "" : uri.substring(question + 1);
    AdminRequest.Headers headers =
        new AdminRequest.Headers(
            fromLoopback(request.connectionRemoteAddress()),
            request.requestHeaders().get(HttpHeaderNames.HOST),
            request.requestHeaders().get(HttpHeaderNames.ORIGIN),
            request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION),
            request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE));
    return new AdminRequest(request.method().name(), path, query, headers, body);
  }

  private static boolean fromLoopback(@Nullable SocketAddress remote) {
    return remote instanceof InetSocketAddress address
        && address.getAddress() != null
        && address.getAddress().isLoopbackAddress();
  }

  private static Mono<Void> send(HttpServerResponse response, AdminResponse answer) {
    response
        .status(HttpResponseStatus.valueOf(answer.status()))
        .header(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff");
    if (answer.allow() != null) {
      response.header(HttpHeaderNames.ALLOW, answer.allow());
    }
    return response.sendString(Mono.just(answer.body())).then();
  }
}
