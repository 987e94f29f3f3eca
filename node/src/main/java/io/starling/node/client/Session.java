package io.starling.node.client;

import io.starling.node.client.keys.Caller;
import io.starling.node.command.Command;
import io.starling.node.resp.RespVersion;
import io.starling.node.routing.Levels;
import org.jspecify.annotations.Nullable;

/**
 * What one client has told of itself, and asked for. Written in the connection's event loop only;
 * CLIENT LIST reads some fields from others and may see them a little late, which is all it
 * promises.
 */
final class Session implements Caller {
  private final Levels levelsAtFirst;
  private final boolean trusted;

  private boolean authenticated;
  private RespVersion version = RespVersion.RESP2;
  private Levels levels;
  private boolean readsFromMembers;
  private boolean asking;
  private String name = "";
  private String libraryName = "";
  private String libraryVersion = "";
  private int failedAttempts;
  private @Nullable Command lastCommand;

  /**
   * A session just begun.
   *
   * @param levels until it asks for others
   * @param trusted whether it needs no password
   */
  Session(Levels levels, boolean trusted) {
    this.levelsAtFirst = levels;
    this.levels = levels;
    this.trusted = trusted;
    this.authenticated = trusted;
  }

  /** RESET: as if it had just begun. */
  void reset() {
    authenticated = trusted;
    version = RespVersion.RESP2;
    levels = levelsAtFirst;
    readsFromMembers = false;
    asking = false;
    name = "";
  }

  boolean authenticated() {
    return authenticated;
  }

  void authenticate() {
    authenticated = true;
    failedAttempts = 0;
  }

  /** Counts a wrong password; returns how many there were in a row. */
  int failAttempt() {
    return ++failedAttempts;
  }

  RespVersion version() {
    return version;
  }

  void speak(RespVersion agreed) {
    version = agreed;
  }

  @Override
  public Levels levels() {
    return levels;
  }

  void ask(Levels wanted) {
    levels = wanted;
  }

  @Override
  public boolean readsFromMembers() {
    return readsFromMembers;
  }

  void readFromMembers(boolean wanted) {
    readsFromMembers = wanted;
  }

  @Override
  public boolean takeAsking() {
    boolean asked = asking;
    asking = false;
    return asked;
  }

  void ask() {
    asking = true;
  }

  String name() {
    return name;
  }

  void rename(String chosen) {
    name = chosen;
  }

  String libraryName() {
    return libraryName;
  }

  String libraryVersion() {
    return libraryVersion;
  }

  void useLibrary(String nameOfLibrary) {
    libraryName = nameOfLibrary;
  }

  void useLibraryVersion(String versionOfLibrary) {
    libraryVersion = versionOfLibrary;
  }

  void remember(Command command) {
    lastCommand = command;
  }

  /** The latest command; null before the first. */
  @Nullable Command lastCommand() {
    return lastCommand;
  }

  /** The name of the latest command; NULL, as Redis says, before the first. */
  String lastCommandName() {
    Command last = lastCommand;
    return last == null ? "NULL" : last.name();
  }
}
