package io.starling.node.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.admin.AdminRequest.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestGuardTest {
  private static final String SECRET = "0123456789abcdef";

  private final RequestGuard guard = new RequestGuard("one.example", SECRET);

  @Test
  void readingFromAnotherMachineNeedsNoSecret() {
    assertEquals(0, refusal(guard, "GET", false, null));
    assertEquals(0, refusal(guard, "HEAD", false, null));
  }

  @Test
  void aChangeFromAnotherMachineNeedsTheSecret() {
    assertEquals(401, refusal(guard, "POST", false, null));
    assertEquals(401, refusal(guard, "POST", false, "Bearer wrong"));
    assertEquals(401, refusal(guard, "POST", false, SECRET));
    assertEquals(0, refusal(guard, "POST", false, "Bearer " + SECRET));
  }

  @Test
  void aChangeFromThisMachineNeedsNone() {
    assertEquals(0, refusal(guard, "POST", true, null));
    assertEquals(0, refusal(guard, "DELETE", true, null));
  }

  @Test
  void withoutASecretNoOtherMachineChangesAnything() {
    RequestGuard open = new RequestGuard("one.example", null);
    assertEquals(401, refusal(open, "POST", false, "Bearer "));
    assertEquals(401, refusal(open, "POST", false, "Bearer null"));
  }

  private static int refusal(
      RequestGuard guard, String method, boolean fromLoopback, @Nullable String authorization) {
    Headers headers =
        new Headers(fromLoopback, "10.0.0.1:9379", null, authorization, "application/json");
    return guard
        .refusal(new AdminRequest(method, "/api/x", "", headers, ""))
        .map(AdminResponse::status)
        .orElse(0);
  }
}
