package io.starling.node.process;

import io.starling.node.admin.AdminAction;
import io.starling.node.admin.AdminAction.Outcome;
import io.starling.node.admin.AdminAction.Outcome.Refused;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Has actions of operators done in the control thread. */
record ControlTurn(ExecutorService control) {
  private static final long SECONDS_MAX = 10;

  AdminAction of(Function<Map<String, String>, Outcome> action) {
    return parameters -> {
      try {
        return control.submit(() -> action.apply(parameters)).get(SECONDS_MAX, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        return new Refused("the node is too busy to answer; whether it will be done is not known");
      } catch (ExecutionException e) {
        return new Refused("it failed: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Refused("the node is stopping");
      }
    };
  }
}
