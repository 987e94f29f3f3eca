package io.starling.storage.directory;

/** How the last process that had a data directory ended. */
public enum PreviousStop {
  /** There was none: the directory is new. */
  NONE,

  /** It closed everything and said so. */
  CLEAN,

  /** It was ended by something while the machine went on: what it wrote is there, synced or not. */
  PROCESS_DIED,

  /** The machine stopped as well: what was not synced may be missing, anywhere. */
  MACHINE_STOPPED
}
