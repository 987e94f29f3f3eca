package io.starling.node.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.starling.forecast.shed.Placement;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.storage.entry.Key;
import io.starling.storage.entry.Version;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads that a backup or a learner answers from its own copy, on the primary's word. */
class ConfirmedReadTest {
  private static final long ANSWER_MILLIS = RampSettings.DEFAULT.answerMax().toMillis();
  private static final int MANY = VersionsWanted.READS_MAX + 1;

  private final Ensemble ensemble = new Ensemble("abcd", "a/abc");

  ConfirmedReadTest() {
    ensemble.awaitServing('a');
  }

  private long epoch() {
    return ensemble.replica('a').configuration().epoch();
  }

  private void ask(long id, String... keys) {
    List<Key> wanted = List.of(keys).stream().map(Key::of).toList();
    Question question = new Question(id, wanted);
    ensemble.forge('b', 'a', new VersionsWanted(Ensemble.SEGMENT, epoch(), List.of(question)));
  }

  /** What the primary has told a backup whose mail is held. */
  private List<Word> words() {
    return ensemble.onTheWay("a>b", VersionsTold.class).stream()
        .flatMap(told -> told.words().stream())
        .toList();
  }

  /** Answers the one question that is on its way from a backup. */
  private void tell(Version... versions) {
    Question asked = ensemble.onTheWay("b>a", VersionsWanted.class).get(0).questions().get(0);
    Word word = new Word(asked.id(), List.of(versions));
    long wall = ensemble.now().wallMillis();
    ensemble.forge('a', 'b', new VersionsTold(Ensemble.SEGMENT, epoch(), wall, List.of(word)));
  }

  @Test
  void answersFromItsOwnCopyWhatThePrimaryConfirms() {
    ensemble.submit('a', "SET k v");
    assertEquals("v", ensemble.read('b', "GET k").toString());
    assertEquals("1", ensemble.read('c', "STRLEN k").toString());
    assertEquals("[v, nil]", ensemble.read('b', "MGET k unknown").toString());
    assertEquals("ERR", ensemble.read('b', "GETRANGE k one two").toString());
  }

  @Test
  void whatIsGoneAndWhatWasNeverThereIsTheSame() {
    ensemble.submit('a', "SET k v");
    ensemble.submit('a', "DEL k");
    assertEquals("nil", ensemble.read('b', "GET k").toString());
    ensemble.submit('a', "SET k v");
    ensemble.submit('a', "SEGMENT.FLUSH");
    assertEquals("0", ensemble.read('b', "EXISTS k").toString());
  }

  @Test
  void asksAboutAllReadsOfATurnTogether() {
    ensemble.hold("b>a");
    Told told = new Told();
    for (int i = 0; i < MANY; i++) {
      ensemble.takeRead('b', "GET k" + i, told);
    }
    assertEquals(List.of(), ensemble.onTheWay("b>a", VersionsWanted.class));
    ensemble.endTurn('b');
    List<VersionsWanted> asked = ensemble.onTheWay("b>a", VersionsWanted.class);
    assertEquals(
        List.of(VersionsWanted.READS_MAX, 1),
        asked.stream().map(message -> message.questions().size()).toList());
  }

  @Test
  void givesBackAReadIfItsCopyHasAnotherVersion() {
    ensemble.submit('a', "SET k v");
    ensemble.hold("b>a");
    Told told = ensemble.read('b', "GET k");
    tell(new Version(epoch(), 99));
    assertEquals("not confirmed", told.toString());
  }

  @Test
  void givesBackAReadIfItsCopyHasAnEntryAndThePrimaryHasNone() {
    ensemble.submit('a', "SET k v");
    ensemble.hold("b>a");
    Told told = ensemble.read('b', "GET k");
    tell(Version.ZERO);
    assertEquals("not confirmed", told.toString());
  }

  @Test
  void givesBackAReadOfWhichOneKeyDiffers() {
    ensemble.submit('a', "SET k v");
    Version version = ensemble.replica('b').ownCopy().header(Key.of("k")).version();
    ensemble.hold("b>a");
    Told told = ensemble.read('b', "MGET k l");
    tell(version, version);
    assertEquals("not confirmed", told.toString());
  }

  @Test
  void givesBackWhatIsNotAnsweredInTime() {
    ensemble.hold("b>a");
    Told told = ensemble.read('b', "GET k");
    ensemble.pass(ANSWER_MILLIS - 20);
    assertEquals("", told.toString());
    ensemble.pass(40);
    assertEquals("not confirmed", told.toString());
    ensemble.release("b>a");
    assertEquals("not confirmed", told.toString());
  }

  @Test
  void givesBackWhatWaitsWhenTheEpochEnds() {
    long epoch = epoch();
    ensemble.hold("b>a");
    Told told = ensemble.read('b', "GET k");
    ensemble.actor('a').step();
    ensemble.replica('a').aimAt(Aim.at(new Placement<>(Ensemble.id('c'), Ensemble.members("abc"))));
    ensemble.pass(50);
    assertEquals(epoch + 1, ensemble.replica('b').configuration().epoch());
    assertEquals("not confirmed", told.toString());
  }

  @Test
  void takesOnlyReadsOfSomeKeys() {
    assertEquals("not taken", ensemble.read('b', "SET k v").toString());
    assertEquals("not taken", ensemble.read('b', "SEGMENT.COUNT").toString());
    assertEquals("not taken", ensemble.read('b', "NONSENSE k").toString());
    String manyKeys =
        IntStream.rangeClosed(0, Question.KEYS_MAX)
            .mapToObj(number -> "key-" + number)
            .collect(Collectors.joining(" "));
    assertEquals("not taken", ensemble.read('b', "MGET " + manyKeys).toString());
  }

  @Test
  void takesNothingWithoutASoundCopy() {
    assertEquals("not taken", ensemble.read('d', "GET k").toString());
    assertEquals("not taken", ensemble.read('a', "GET k").toString());
    ensemble.actor('b').restartSuspect();
    assertEquals("not taken", ensemble.read('b', "GET k").toString());
  }

  @Test
  void thePrimaryWaitsForWhatIsPendingOnTheKey() {
    ensemble.submit('a', "SET k v");
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    ensemble.hold("a>b");
    ensemble.submit('a', "SET k w");
    ask(7, "k");
    ask(8, "l");
    assertEquals(List.of(new Word(8, List.of(Version.ZERO))), words());
    ensemble.release("c>a");
    Version committed = ensemble.replica('a').ownCopy().header(Key.of("k")).version();
    assertEquals(new Word(7, List.of(committed)), words().get(1));
  }

  @Test
  void thePrimaryTellsTheVersionsOfTheMomentWhenAllIsCommitted() {
    ensemble.hold("b>a");
    ensemble.hold("c>a");
    ensemble.hold("a>b");
    ensemble.submit('a', "SET k v");
    ask(7, "k", "l");
    ensemble.submit('a', "SET l w");
    ensemble.release("c>a");
    List<Version> versions =
        List.of("k", "l").stream()
            .map(key -> ensemble.replica('a').ownCopy().header(Key.of(key)).version())
            .toList();
    assertEquals(List.of(new Word(7, versions)), words());
  }

  @Test
  void thePrimaryConfirmsNothingWithoutItsLeases() {
    ensemble.cutOff('a');
    ensemble.hold("a>b");
    ensemble.passUntil(() -> !ensemble.replica('a').isServing());
    ask(7, "k");
    assertEquals(List.of(Word.refusal(7)), words());
  }

  @Test
  void thePrimaryConfirmsNothingThatHasExpiredWithoutATombstone() {
    ensemble.submit('a', "SET k v PX 30");
    ensemble.hold("a>b");
    ask(7, "k");
    ensemble.pass(40);
    ask(8, "k");
    List<Word> words = words();
    assertEquals(1, words.get(0).versions().size());
    assertEquals(Word.refusal(8), words.get(1));
  }

  @Test
  void thePrimaryConfirmsNothingToWhoIsNotInSync() {
    long epoch = epoch();
    Question question = new Question(7, List.of(Key.of("k")));
    ensemble.hold("a>d");
    ensemble.forge('d', 'a', new VersionsWanted(Ensemble.SEGMENT, epoch, List.of(question)));
    assertEquals(
        List.of(Word.refusal(7)), ensemble.onTheWay("a>d", VersionsTold.class).get(0).words());
  }

  @Test
  void whoIsNotThePrimarySaysSoAtOnce() {
    ensemble.hold("c>b");
    Question question = new Question(7, List.of(Key.of("k")));
    ensemble.forge('b', 'c', new VersionsWanted(Ensemble.SEGMENT, epoch(), List.of(question)));
    assertEquals(
        List.of(Word.refusal(7)), ensemble.onTheWay("c>b", VersionsTold.class).get(0).words());
  }
}
