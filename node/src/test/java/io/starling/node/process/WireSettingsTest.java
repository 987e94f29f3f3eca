package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.replication.AuditSettings;
import io.starling.node.replication.ReplicaSettings;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.Setting;
import io.starling.node.settings.SettingSources;
import io.starling.node.settings.SettingsFile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireSettingsTest {
  private static final Duration LEASE = Duration.ofMillis(600);

  private final Map<Setting, String> flags = new EnumMap<>(Map.of(Setting.DATA, "/tmp/data"));

  private ReplicaSettings replicas() {
    return WireSettings.replicas(
        NodeSettings.from(SettingSources.of(flags, Map.of(), SettingsFile.empty())), LEASE);
  }

  @Test
  void auditsAsOftenAsReplicasDoByThemselvesUnlessTold() {
    assertEquals(AuditSettings.DEFAULT, replicas().audit());
  }

  @Test
  void auditsAsOftenAsTold() {
    flags.put(Setting.COMPARE_INTERVAL, "30s");
    flags.put(Setting.SCRUB_INTERVAL, "50ms");
    assertEquals(
        new AuditSettings(Duration.ofSeconds(30), Duration.ofMillis(50)), replicas().audit());
    assertEquals(LEASE, replicas().lease().length());
  }
}
