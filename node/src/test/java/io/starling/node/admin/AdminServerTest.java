package io.starling.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.node.metrics.NodeMetrics;
import io.starling.node.settings.HostAndPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
  private final FakeNode node = new FakeNode();
  private final AdminServer server =
      AdminServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          "one.example",
          "0123456789abcdef",
          new AdminPorts(
              node, node, new NodeMetrics(List.of()).registry(), Map.of("accept-loss", node)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNodeThatRunsIsAlive() throws IOException {
    assertAnswer("HTTP/1.1 200 OK", "alive", get("/healthz"));
  }

  @Test
  void aNodeIsReadyOnlyWhenNothingIsInTheWay() throws IOException {
    assertAnswer("HTTP/1.1 200 OK", "ready", get("/readyz"));
    node.obstacles = List.of("segment 7 has no primary", "3 copies are unverified");
    assertAnswer(
        "HTTP/1.1 503 Service Unavailable",
        "segment 7 has no primary\n3 copies are unverified",
        get("/readyz"));
  }

  @Test
  void metricsAreTextForPrometheus() throws IOException {
    String answer = get("/metrics");
    assertTrue(answer.contains("content-type: text/plain; version=0.0.4"), answer);
    assertTrue(answer.contains("starling_commands_read_total 0\n"), answer);
  }

  @Test
  void theStatusComesBackAsItWas() throws IOException {
    AdminClient client = client();
    assertEquals(node.report(false), client.status(false));
    assertEquals(node.report(true), client.status(true));
    assertTrue(client.ready());
  }

  @Test
  void anUnknownPathIsNotFoundAndAWrongVerbIsRefused() throws IOException {
    assertStatus("404", get("/api/nothing"));
    assertStatus("404", get("/../etc/passwd"));
    String answer = post("/readyz", "Content-Type: application/json\r\n", "{}");
    assertStatus("405", answer);
    assertTrue(answer.contains("allow: GET, HEAD"), answer);
    assertStatus("405", get("/api/accept-loss"));
  }

  @Test
  void aPageUnderAnotherNameIsSentAway() throws IOException {
    assertStatus("421", exchange("GET /healthz HTTP/1.1\r\nHost: evil.example:9379\r\n\r\n"));
    assertStatus("421", exchange("GET /healthz HTTP/1.1\r\n\r\n"));
    for (String host : List.of("localhost:1", "ONE.example", "127.0.0.1", "[::1]:9379")) {
      assertStatus("200", exchange("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
    }
  }

  @Test
  void aPageOfAnotherOriginIsRefused() throws IOException {
    String begin = "GET /api/status HTTP/1.1\r\nHost: localhost:9379\r\nOrigin: http://";
    assertStatus("403", exchange(begin + "evil.example\r\n\r\n"));
    assertStatus("200", exchange(begin + "localhost:9379\r\n\r\n"));
  }

  @Test
  void anActionGetsItsParametersAndSaysWhatCameOfIt() throws IOException {
    String json = "Content-Type: application/json\r\n";
    assertStatus("200", post("/api/accept-loss", json, "{\"segment\": 7, \"node\": \"n\"}"));
    assertEquals(List.of(Map.of("segment", "7", "node", "n")), node.performed);
    assertStatus("409", post("/api/accept-loss", json, ""));
    assertStatus("400", post("/api/accept-loss", json, "{\"segment\": {}}"));
    assertStatus("400", post("/api/accept-loss", json, "[1]"));
    assertStatus("415", post("/api/accept-loss", "Content-Type: text/plain\r\n", "{}"));
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    String json = "Host: localhost\r\nContent-Type: application/json\r\n";
    String begin = "POST /api/accept-loss HTTP/1.1\r\n" + json;
    assertStatus("413", exchange(begin + "Content-Length: 1000000000\r\n\r\n"));
    assertStatus("411", exchange(begin + "Transfer-Encoding: chunked\r\n\r\n"));
    assertStatus("414", get("/" + "a".repeat(5000)));
    String header = "X: " + "a".repeat(10_000) + "\r\n";
    assertStatus("431", exchange("GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n"));
    assertEquals(List.of(), node.performed);
  }

  @Test
  void connectionsBeyondTheLimitAreClosed() throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      boolean closed = false;
      while (!closed && open.size() < 200) {
        Socket socket = connect();
        open.add(socket);
        socket.getOutputStream().write(request("/healthz").getBytes(StandardCharsets.US_ASCII));
        closed = endsAtOnce(socket);
      }
      assertEquals(65, open.size());
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void whatDoesNotSpeakHttpIsAnsweredAndClosed() throws IOException {
    assertStatus("400", exchange("*1\r\n$4\r\nPING\r\n\r\n"));
  }

  @Test
  void aClientSaysWhyThereIsNoAnswer() {
    AdminClient client = client();
    server.close();
    assertThrows(IOException.class, () -> client.status(false));
    assertFalse(client.ready());
  }

  private static boolean endsAtOnce(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private AdminClient client() {
    return new AdminClient(new HostAndPort("127.0.0.1", server.address().getPort()));
  }

  private String get(String path) throws IOException {
    return exchange(request(path));
  }

  private static String request(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private String post(String path, String headers, String body) throws IOException {
    return exchange(
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(path, headers, body.length(), body));
  }

  /** Sends a request, asks for the end of the connection, and returns all that comes. */
  private String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      String closing = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      socket.getOutputStream().write(closing.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void assertStatus(String status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  private static void assertAnswer(String statusLine, String body, String answer) {
    assertTrue(answer.startsWith(statusLine + "\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n" + body + "\n"), answer);
  }
}
