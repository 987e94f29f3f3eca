package io.starling.node.client.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrorThrottleTest {
  private static final long TOKEN_NANOS = 10_000_000;

  private final ErrorThrottle throttle = new ErrorThrottle(-5);

  private void spend(int errors) {
    for (int i = 0; i < errors; i++) {
      assertEquals(0, throttle.onError(-5));
    }
  }

  @Test
  void letsTwoHundredErrorsPassBeforeItWaits() {
    spend(200);
    assertEquals(TOKEN_NANOS, throttle.onError(-5));
  }

  @Test
  void letsAnErrorPassForEveryHundredthOfASecond() {
    spend(200);
    assertEquals(0, throttle.onError(-5 + TOKEN_NANOS));
    assertEquals(TOKEN_NANOS / 2, throttle.onError(-5 + TOKEN_NANOS + TOKEN_NANOS / 2));
  }

  @Test
  void letsAnErrorPassForEverySuccess() {
    spend(200);
    throttle.onSuccess();
    assertEquals(0, throttle.onError(-5));
    assertEquals(TOKEN_NANOS, throttle.onError(-5));
  }

  @Test
  void savesNoMoreThanTwoHundred() {
    throttle.onSuccess();
    spend(200);
    assertEquals(TOKEN_NANOS, throttle.onError(-5));
  }
}
