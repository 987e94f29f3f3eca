package io.starling.node.resp;

/** The form of replies; requests look alike in both. */
public enum RespVersion {
  /** What every client speaks, and the form a connection starts with. */
  RESP2(2),
  /** With maps and a null of its own; a client asks for it with HELLO 3. */
  RESP3(3);

  private final int number;

  RespVersion(int number) {
    this.number = number;
  }

  /** As in HELLO. */
  public int number() {
    return number;
  }
}
