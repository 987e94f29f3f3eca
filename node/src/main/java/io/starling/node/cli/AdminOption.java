package io.starling.node.cli;

import io.starling.node.settings.HostAndPort;
import io.starling.node.settings.Setting;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --admin}, the same in every command that talks to a cluster. */
final class AdminOption {
  private static final String DEFAULT = "127.0.0.1:9379";

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT,
      converter = Address.class,
      description = "Admin port of any node of the cluster. Default: ${DEFAULT-VALUE}.")
  private HostAndPort address = HostAndPort.parse(DEFAULT, Address.DEFAULT_PORT);

  HostAndPort address() {
    return address;
  }

  /** Reads an address whose port may be left out. */
  static final class Address implements ITypeConverter<HostAndPort> {
    private static final int DEFAULT_PORT = Integer.parseInt(Setting.ADMIN_PORT.defaultText());

    @Override
    public HostAndPort convert(String text) {
      try {
        return HostAndPort.parse(text, DEFAULT_PORT);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
