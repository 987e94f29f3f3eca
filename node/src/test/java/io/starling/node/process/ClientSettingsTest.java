package io.starling.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.node.client.server.ConfigurationParameters;
import io.starling.node.cluster.ClusterFacts;
import io.starling.node.room.NodeRoom;
import io.starling.node.settings.NodeSettings;
import io.starling.node.settings.Setting;
import io.starling.node.settings.SettingSources;
import io.starling.node.settings.SettingsFile;
import io.starling.storage.id.ClusterId;
import io.starling.storage.id.SegmentLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What CONFIG GET tells of a node. */
class ClientSettingsTest {
  private static final Set<Setting> SECRETS =
      EnumSet.of(Setting.SECRET, Setting.SECRET_FILE, Setting.PASSWORD, Setting.PASSWORD_FILE);

  private static final ConfigurationParameters PARAMETERS =
      new ClientSettings(
              NodeSettings.from(
                  SettingSources.of(
                      Map.of(
                          Setting.DATA,
                          "/tmp/data",
                          Setting.DURABILITY,
                          "sync",
                          Setting.SEED,
                          "10.0.0.1:7946,[::1]:7"),
                      Map.of(),
                      SettingsFile.empty())),
              new ClusterFacts(new ClusterId(1, 2), new SegmentLayout(16), Duration.ofSeconds(1)),
              NodeRoom.unlimited(1))
          .parameters();

  @Test
  void tellsEverySettingThatIsNoSecretUnderItsName() {
    Set<String> told = PARAMETERS.all().keySet();
    assertEquals(
        SECRETS.stream().toList(),
        Arrays.stream(Setting.values())
            .filter(setting -> !told.contains(setting.settingName()))
            .toList());
  }

  @Test
  void tellsWhatRedisCallsOtherwiseUnderThatNameToo() {
    SortedMap<String, String> all = PARAMETERS.all();
    assertEquals("always", all.get("appendfsync"));
    assertEquals("/tmp/data", all.get("dir"));
    assertEquals("yes", all.get("appendonly"));
    assertEquals("", all.get("requirepass"));
  }

  @Test
  void tellsWhatTheClusterWasFoundedWith() {
    SortedMap<String, String> all = PARAMETERS.all();
    assertEquals("16", all.get("segments"));
    assertEquals("1000ms", all.get("lease"));
    assertEquals("10.0.0.1:7946,[::1]:7", all.get("seed"));
  }
}
