package io.starling.node.settings;

/**
 * All that an operator said about a node, checked. Protected mode is a rule of this record: without
 * a secret there is no node on an address that others can reach.
 */
public record NodeSettings(
    DataSettings data,
    NetworkSettings network,
    SecuritySettings security,
    ClusterSettings cluster,
    MemorySettings memory,
    DurabilitySettings durability,
    AuditIntervals audits,
    BalanceSettings balance,
    ClientLimits clients,
    ProcessSettings process) {
  public NodeSettings {
    if (!network.bind().isLoopbackAddress() && security.secret() == null) {
      throw new InvalidSettingException(
          Setting.BIND,
          network.bind().getHostAddress()
              + " can be reached from other machines, so a secret is needed."
              + " Make one with: head -c 32 /dev/urandom | base64 > starling.secret"
              + " and start every node with --secret-file starling.secret,"
              + " or stay on this machine with --bind 127.0.0.1");
    }
  }

  /**
   * Reads and checks what the sources say.
   *
   * @throws InvalidSettingException for the first setting that is wrong; the message begins with
   *     where it came from and ends with what to do
   */
  public static NodeSettings from(SettingSources sources) {
    return new SettingsReader(sources).read();
  }
}
