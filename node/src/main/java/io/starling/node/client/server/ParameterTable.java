package io.starling.node.client.server;

import io.starling.node.client.server.Parameter.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parameters from all over the node, brought together when it is wired. */
public final class ParameterTable implements ConfigurationParameters {
  private final SortedMap<String, Parameter> parameters = new TreeMap<>();

  /**
   * A table of these rows.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public ParameterTable(List<Parameter> rows) {
    for (Parameter row : rows) {
      if (parameters.put(row.name(), row) != null) {
        throw new IllegalArgumentException("two parameters are named " + row.name());
      }
    }
  }

  @Override
  public SortedMap<String, String> all() {
    SortedMap<String, String> values = new TreeMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.value().get()));
    return values;
  }

  @Override
  public Change change(Map<String, String> values) {
    List<Runnable> changes = new ArrayList<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String name = entry.getKey();
      Parameter parameter = parameters.get(name);
      if (parameter == null) {
        return new Change.Unknown(name);
      }
      switch (parameter.plan().apply(entry.getValue())) {
        case Plan.Accepted accepted -> changes.add(accepted.make());
        case Plan.Rejected rejected -> {
          return new Change.Refused(name, rejected.reason());
        }
      }
    }
    changes.forEach(Runnable::run);
    return new Change.Made();
  }
}
