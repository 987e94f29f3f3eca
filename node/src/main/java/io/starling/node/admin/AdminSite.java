package io.starling.node.admin;

import io.starling.node.admin.AdminAction.Outcome;
import io.starling.node.metrics.PrometheusText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to ask, and the answers. May block as long as the node's ports do. */
final class AdminSite {
  private static final String ACTIONS = "/api/";

  private final RequestGuard guard;
  private final AdminPorts ports;

  AdminSite(RequestGuard guard, AdminPorts ports) {
    this.guard = guard;
    this.ports = ports;
  }

  AdminResponse answer(AdminRequest request) {
    Optional<AdminResponse> refusal = guard.refusal(request);
    return refusal.isPresent() ? refusal.get() : route(request);
  }

  private AdminResponse route(AdminRequest request) {
    return switch (request.path()) {
      case "/healthz" -> reads(request) ? AdminResponse.text(200, "alive") : wrongVerb();
      case "/readyz" -> reads(request) ? readiness() : wrongVerb();
      case "/metrics" -> reads(request) ? metrics() : wrongVerb();
      case "/api/status" -> reads(request) ? status(request.query()) : wrongVerb();
      default -> routeToAction(request);
    };
  }

  private static boolean reads(AdminRequest request) {
    return request.reads();
  }

  private static AdminResponse wrongVerb() {
    return AdminResponse.wrongVerb("GET, HEAD");
  }

  private AdminResponse readiness() {
    List<String> obstacles = ports.readiness().obstacles();
    return obstacles.isEmpty()
        ? AdminResponse.text(200, "ready")
        : AdminResponse.text(503, String.join("\n", obstacles));
  }

  private AdminResponse metrics() {
    return AdminResponse.metrics(PrometheusText.of(ports.metrics()));
  }

  private AdminResponse status(String query) {
    boolean withSegments = List.of(query.split("&")).contains("segments=true");
    return AdminResponse.json(StatusJson.write(ports.status().report(withSegments)));
  }

  private AdminResponse routeToAction(AdminRequest request) {
    AdminAction action =
        request.path().startsWith(ACTIONS)
            ? ports.actions().get(request.path().substring(ACTIONS.length()))
            : null;
    if (action == null) {
      return AdminResponse.text(
          404, "nothing here: ask /healthz, /readyz, /metrics or /api/status");
    }
    return request.method().equals("POST")
        ? perform(action, request.body())
        : AdminResponse.wrongVerb("POST");
  }

  private static AdminResponse perform(AdminAction action, String body) {
    Optional<Map<String, String>> parameters = ActionParameters.parse(body);
    if (parameters.isEmpty()) {
      return AdminResponse.text(400, "the body is no JSON object of texts and numbers");
    }
    return switch (action.perform(parameters.get())) {
      case Outcome.Done done -> AdminResponse.text(200, done.text());
      case Outcome.Refused refused -> AdminResponse.text(409, refused.text());
    };
  }
}
