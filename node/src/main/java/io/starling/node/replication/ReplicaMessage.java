package io.starling.node.replication;

import io.starling.antientropy.sync.SyncMessage;
import io.starling.gossip.agreement.Configuration;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import io.starling.storage.entry.Write;
import java.util.List;

/**
 * What the replicas of a segment tell each other while an epoch lasts. Each carries its epoch; a
 * receiver that knows a higher one answers with that configuration instead.
 */
public sealed interface ReplicaMessage {
  /** The segment whose replica this is for. */
  int segment();

  /** The sender's epoch. */
  long epoch();

  /** Primary to member or learner: hold this write. Sent again until a majority does. */
  record Append(int segment, long epoch, Write write) implements ReplicaMessage {}

  /**
   * The write of this sequence, or something newer for each of its keys, is held.
   *
   * @param counts false if the copy is suspect: it then counts in no majority
   */
  record Appended(int segment, long epoch, long sequence, boolean counts)
      implements ReplicaMessage {}

  /** The write could not be stored for want of room. */
  record AppendRefused(int segment, long epoch, long sequence, Shortage shortage)
      implements ReplicaMessage {}

  /** New primary to members: adopt this epoch and say what you hold. */
  record Gather(Configuration configuration) implements ReplicaMessage {
    @Override
    public int segment() {
      return configuration.segment();
    }

    @Override
    public long epoch() {
      return configuration.epoch();
    }
  }

  /** Answer to {@link Gather}, or to a sender whose epoch is right. */
  record CopySummary(int segment, long epoch, long base, boolean suspect, Version floor, long root)
      implements ReplicaMessage {}

  /** A step of a synchronisation between two copies. */
  record Sync(int segment, long epoch, SyncMessage step) implements ReplicaMessage {}

  /** Primary to recipient: tell me when all that I sent up to here is synced to disk. */
  record Barrier(int segment, long epoch, long sequence) implements ReplicaMessage {}

  /** Answer to {@link Barrier}. */
  record BarrierReached(int segment, long epoch, long sequence) implements ReplicaMessage {}

  /**
   * Primary to learner: I want you.
   *
   * @param term counts the learners of this primary: what was said in a lower one is void
   * @param durably whether I am about to propose you for a member: note it on disk, and say so
   */
  record Stage(int segment, long epoch, long term, boolean durably) implements ReplicaMessage {}

  /** Primary to one that is no learner of it, or no more: drop your copy. I do not propose you. */
  record Release(int segment, long epoch, long term) implements ReplicaMessage {}

  /** New primary to the one before it: I serve. Nothing depends on its coming. */
  record NowOpen(int segment, long epoch) implements ReplicaMessage {}

  /** One that is no member any more to the members: this was decided, as you may not know. */
  record Departing(Configuration configuration) implements ReplicaMessage {
    @Override
    public int segment() {
      return configuration.segment();
    }

    @Override
    public long epoch() {
      return configuration.epoch();
    }
  }

  /** Answer to {@link Departing}: it is on disk here. */
  record DepartureNoted(int segment, long epoch) implements ReplicaMessage {}

  /** Learner to primary: this is the state of my copy. Asks whether it is wanted. */
  record LearnerReport(int segment, long epoch, long term, State state) implements ReplicaMessage {
    /** Of a copy outside of the configuration. */
    public enum State {
      EMPTY,
      LOADING,
      EQUAL,
      STAGED
    }
  }

  /**
   * Holder of a copy to primary: which versions do these keys have? Never sent again: a read that
   * is not answered in time goes to the primary.
   *
   * @param questions one for each read, 1 to {@link #READS_MAX}
   */
  record VersionsWanted(int segment, long epoch, List<Question> questions)
      implements ReplicaMessage {
    public static final int READS_MAX = 256;

    public VersionsWanted {
      questions = List.copyOf(questions);
      if (questions.isEmpty() || questions.size() > READS_MAX) {
        throw new IllegalArgumentException(questions.size() + " questions");
      }
    }

    /**
     * About one read.
     *
     * @param id names it; never given twice, not even by two processes of a node
     * @param keys that it looks at, 1 to {@link #KEYS_MAX}
     */
    public record Question(long id, List<Key> keys) {
      public static final int KEYS_MAX = 64;

      public Question {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > KEYS_MAX) {
          throw new IllegalArgumentException(keys.size() + " keys");
        }
      }
    }
  }

  /**
   * Answer to {@link VersionsWanted}, or to some of its questions.
   *
   * @param wallMillis the primary's wall clock at the moment that the versions are of
   */
  record VersionsTold(int segment, long epoch, long wallMillis, List<Word> words)
      implements ReplicaMessage {
    public VersionsTold {
      words = List.copyOf(words);
      if (words.isEmpty() || words.size() > VersionsWanted.READS_MAX) {
        throw new IllegalArgumentException(words.size() + " words");
      }
    }

    /**
     * About one read.
     *
     * @param versions of its keys, in their order; {@link Version#ZERO} if a client sees nothing.
     *     Empty if the primary does not say
     */
    public record Word(long id, List<Version> versions) {
      public Word {
        versions = List.copyOf(versions);
        if (versions.size() > Question.KEYS_MAX) {
          throw new IllegalArgumentException(versions.size() + " versions");
        }
      }

      static Word refusal(long id) {
        return new Word(id, List.of());
      }
    }
  }

  /** The receiver of a message does not know the sender's epoch yet: send the configuration. */
  record ConfigurationWanted(int segment, long epoch) implements ReplicaMessage {}
}
