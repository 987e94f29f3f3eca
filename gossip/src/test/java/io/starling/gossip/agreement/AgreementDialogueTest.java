package io.starling.gossip.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.starling.gossip.agreement.AgreementMessage.Prepare;
import io.starling.gossip.agreement.AgreementMessage.Propose;
import io.starling.gossip.agreement.AgreementMessage.Reject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the members of one segment say to each other, and what is on disk when they say it. */
class AgreementDialogueTest {
  private static final Duration PHASE = ChainSettings.DEFAULT.phaseTimeout();
  private static final Duration FINISH = ChainSettings.DEFAULT.finishDelay();
  private static final Configuration FIRST = Cast.configuration(1, "a/abc");
  private static final Configuration TO_B = Cast.configuration(2, "b/abc");

  private final Dialogue dialogue = new Dialogue("abc", FIRST);

  private void assertDiary(char name, String expected) {
    assertEquals(expected.strip(), dialogue.node(name).diary());
  }

  @Test
  void decidesInTwoRoundsAndTellsEverybody() {
    dialogue.propose('a', TO_B);
    dialogue.settle();
    assertDiary(
        'a',
        """
        disk: knows 1 a/abc, promised 1a
        to b: Prepare 1a
        to c: Prepare 1a
        disk: knows 1 a/abc, promised 1a, accepted 2 b/abc at 1a
        to b: Propose 1a 2 b/abc
        to c: Propose 1a 2 b/abc
        to b: Decided 2 b/abc
        to c: Decided 2 b/abc
        disk: knows 2 b/abc
        adopts 2 b/abc
        """);
    assertDiary(
        'b',
        """
        disk: knows 1 a/abc, promised 1a
        to a: Promise 1a
        disk: knows 1 a/abc, promised 1a, accepted 2 b/abc at 1a
        to a: Accept 1a
        disk: knows 2 b/abc
        adopts 2 b/abc
        """);
    assertFalse(dialogue.node('c').chain().isWedged());
  }

  @Test
  void aPrimaryDecidesInOneRound() {
    dialogue.proposeAsPrimary('a', TO_B);
    dialogue.settle();
    assertDiary(
        'a',
        """
        disk: knows 1 a/abc, promised 0a, accepted 2 b/abc at 0a
        to b: Propose 0a 2 b/abc
        to c: Propose 0a 2 b/abc
        to b: Decided 2 b/abc
        to c: Decided 2 b/abc
        disk: knows 2 b/abc
        adopts 2 b/abc
        """);
    assertDiary(
        'b',
        """
        disk: knows 1 a/abc, promised 0a, accepted 2 b/abc at 0a
        to a: Accept 0a
        disk: knows 2 b/abc
        adopts 2 b/abc
        """);
  }

  @Test
  void whatWasVotedForInTheFirstRoundIsFoundByWhoFinishesIt() {
    dialogue.proposeAsPrimary('a', TO_B);
    dialogue.deliver('a', 'b');
    dialogue.node('b').sync();
    dialogue.lose('b', 'a');
    dialogue.lose('a', 'c');
    dialogue.restart('a');
    dialogue.propose('c', Cast.configuration(2, "c/abc"));
    dialogue.node('c').sync();
    dialogue.deliver('c', 'b');
    dialogue.node('b').sync();
    dialogue.settle();
    assertEquals(TO_B, dialogue.node('c').chain().known());
  }

  @Test
  void nobodyElseBeginsWithoutPromises() {
    dialogue.proposeAsPrimary('b', TO_B);
    assertDiary('b', "disk: knows 1 a/abc, promised 1b");
    dialogue.forge(
        'c', 'b', new AgreementMessage.Propose(FIRST, new Ballot(0, Cast.node('c')), TO_B));
    assertDiary('b', "");
  }

  @Test
  void asksNobodyBeforeItsOwnPromiseIsOnDisk() {
    dialogue.propose('a', TO_B);
    assertDiary('a', "disk: knows 1 a/abc, promised 1a");
    dialogue.node('a').sync();
    assertDiary('a', "to b: Prepare 1a\nto c: Prepare 1a");
  }

  @Test
  void answersOnlyWhenItsPromiseIsOnDisk() {
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    dialogue.deliver('a', 'b');
    assertDiary('b', "disk: knows 1 a/abc, promised 1a");
    dialogue.node('b').sync();
    assertDiary('b', "to a: Promise 1a");
  }

  @Test
  void acceptsOnlyWhenItsAcceptanceIsOnDisk() {
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    dialogue.deliver('a', 'b');
    dialogue.node('b').sync();
    dialogue.deliver('b', 'a');
    dialogue.node('b').diary();
    dialogue.deliver('a', 'b');
    assertDiary('b', "disk: knows 1 a/abc, promised 1a, accepted 2 b/abc at 1a");
    dialogue.node('b').sync();
    assertDiary('b', "to a: Accept 1a");
  }

  @Test
  void neverUsesABallotTwiceThoughItRestarts() {
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    dialogue.restart('a');
    dialogue.forgetTheStory();
    dialogue.waitAt('a', FINISH.multipliedBy(2));
    assertDiary('a', "disk: knows 1 a/abc, promised 2a");
  }

  @Test
  void mayUseABallotAgainThatNobodyHasSeen() {
    dialogue.propose('a', TO_B);
    dialogue.restart('a');
    dialogue.forgetTheStory();
    assertFalse(dialogue.node('a').chain().isWedged());
    dialogue.propose('a', TO_B);
    assertDiary('a', "disk: knows 1 a/abc, promised 1a");
  }

  @Test
  void carriesOnWhatAMinorityHasAccepted() {
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    dialogue.deliver('a', 'c');
    dialogue.node('c').sync();
    dialogue.deliver('c', 'a');
    dialogue.lose('a', 'b');
    dialogue.deliver('a', 'c');
    dialogue.node('c').sync();
    dialogue.lose('c', 'a');
    dialogue.forgetTheStory();

    dialogue.propose('b', Cast.configuration(2, "c/abc"));
    dialogue.node('b').sync();
    dialogue.lose('b', 'a');
    dialogue.deliver('b', 'c');
    assertDiary('c', "disk: knows 1 a/abc, promised 1b, accepted 2 b/abc at 1a");
    dialogue.node('c').sync();
    assertDiary('c', "to b: Promise 1b, accepted 2 b/abc at 1a");
    dialogue.settle();
    assertEquals(TO_B, dialogue.node('b').chain().known());
  }

  @Test
  void tellsAProposerThatIsBehindWhatWasDecided() {
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    dialogue.lose('a', 'c');
    dialogue.deliver('a', 'b');
    dialogue.node('b').sync();
    dialogue.deliver('b', 'a');
    dialogue.lose('a', 'c');
    dialogue.node('a').sync();
    dialogue.deliver('a', 'b');
    dialogue.node('b').sync();
    dialogue.deliver('b', 'a');
    dialogue.lose('a', 'c');
    assertEquals(TO_B, dialogue.node('a').chain().known());
    dialogue.forgetTheStory();

    dialogue.propose('c', Cast.configuration(2, "c/abc"));
    dialogue.node('c').sync();
    dialogue.deliver('c', 'a');
    assertDiary('a', "to c: Decided 2 b/abc");
    dialogue.deliver('a', 'c');
    assertEquals(TO_B, dialogue.node('c').chain().known());
    assertFalse(dialogue.node('c').chain().isProposing());
  }

  @Test
  void catchesUpWithASenderThatIsAheadBeforeItAnswers() {
    dialogue.forge('b', 'c', new Prepare(TO_B, new Ballot(1, Cast.node('b'))));
    assertDiary(
        'c',
        """
        disk: knows 2 b/abc
        adopts 2 b/abc
        disk: knows 2 b/abc, promised 1b
        """);
  }

  @Test
  void withholdsAPromiseWhileALeaseRuns() {
    dialogue.node('c').lend(true);
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(3, Cast.node('b'))));
    assertDiary('c', "withholds a promise from b");
    assertFalse(dialogue.node('c').chain().isWedged());
    dialogue.node('c').lend(false);
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(3, Cast.node('b'))));
    assertDiary('c', "disk: knows 1 a/abc, promised 3b");
  }

  @Test
  void acceptsNothingWhileALeaseRuns() {
    dialogue.node('c').lend(true);
    dialogue.forge('b', 'c', new Propose(FIRST, new Ballot(3, Cast.node('b')), TO_B));
    assertDiary('c', "");
  }

  @Test
  void proposesNothingWhileALeaseRuns() {
    dialogue.node('c').lend(true);
    dialogue.propose('c', TO_B);
    assertDiary('c', "");
    assertFalse(dialogue.node('c').chain().isWedged());
  }

  @Test
  void overtakesTheRoundOfAPromiseThatItWithheld() {
    dialogue.node('c').lend(true);
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(3, Cast.node('b'))));
    dialogue.node('c').lend(false);
    dialogue.forgetTheStory();
    dialogue.propose('c', TO_B);
    assertDiary('c', "disk: knows 1 a/abc, promised 4c");
  }

  @Test
  void finishesWhatNobodyElseFinishesAfterARandomisedWait() {
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(1, Cast.node('b'))));
    dialogue.node('c').sync();
    dialogue.forgetTheStory();
    dialogue.waitAt('c', FINISH.minusNanos(1));
    assertDiary('c', "");
    dialogue.waitAt('c', FINISH.plusNanos(1));
    assertDiary('c', "disk: knows 1 a/abc, promised 2c");
    dialogue.settle();
    assertEquals(Cast.configuration(2, "c/abc"), dialogue.node('a').chain().known());
  }

  @Test
  void finishesForTheOldPrimaryIfItsOwnCopyIsNotFit() {
    dialogue.node('c').becomeUnfit();
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(1, Cast.node('b'))));
    dialogue.waitAt('c', FINISH.multipliedBy(2));
    dialogue.settle();
    assertEquals(Cast.configuration(2, "a/abc"), dialogue.node('c').chain().known());
  }

  @Test
  void aSecondPrepareRestartsTheWait() {
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(1, Cast.node('b'))));
    dialogue.waitAt('c', FINISH.minusNanos(1));
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(2, Cast.node('b'))));
    dialogue.forgetTheStory();
    dialogue.waitAt('c', FINISH.minusNanos(1));
    assertDiary('c', "");
  }

  @Test
  void aRejectedProposerComesBackWithAHigherBallot() {
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(5, Cast.node('b'))));
    dialogue.node('c').sync();
    dialogue.forgetTheStory();
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    dialogue.deliver('a', 'c');
    assertDiary('c', "to a: Reject, promised 5b");
    dialogue.deliver('c', 'a');
    dialogue.forgetTheStory();
    dialogue.waitAt('a', PHASE);
    assertDiary('a', "disk: knows 1 a/abc, promised 6a");
  }

  @Test
  void givesUpAfterAFewAttemptsAndLetsTheInstanceRest() {
    dialogue.propose('a', TO_B);
    dialogue.node('a').sync();
    for (int attempt = 1; attempt < ChainSettings.DEFAULT.attemptsMax(); attempt++) {
      dialogue.waitAt('a', PHASE);
      dialogue.node('a').sync();
    }
    assertTrue(dialogue.node('a').chain().isProposing());
    dialogue.waitAt('a', PHASE);
    assertFalse(dialogue.node('a').chain().isProposing());
    assertTrue(dialogue.node('a').chain().isWedged());
  }

  @Test
  void growsFromOneMemberToThreeInOneStep() {
    Dialogue alone = new Dialogue("abc", Cast.configuration(1, "a/a"));
    alone.propose('a', Cast.configuration(2, "a/abc"));
    alone.settle();
    for (char name : new char[] {'a', 'b', 'c'}) {
      assertEquals("2 a/abc", Cast.text(alone.node(name).chain().known()));
    }
    alone.propose('b', Cast.configuration(3, "b/abc"));
    alone.settle();
    assertEquals("3 b/abc", Cast.text(alone.node('a').chain().known()));
  }

  @Test
  void tellsAMemberThatItIsOneNoMore() {
    dialogue.propose('a', Cast.configuration(2, "a/a"));
    dialogue.settle();
    assertEquals("2 a/a", Cast.text(dialogue.node('c').chain().known()));
    dialogue.forgetTheStory();
    dialogue.propose('c', Cast.configuration(3, "c/abc"));
    assertDiary('c', "");
  }

  @Test
  void refusesABallotThatIsNotTheSenders() {
    dialogue.forge('b', 'c', new Prepare(FIRST, new Ballot(1, Cast.node('a'))));
    dialogue.forge('b', 'c', new Propose(FIRST, new Ballot(1, Cast.node('a')), TO_B));
    assertDiary('c', "");
  }

  @Test
  void refusesARoundThatWouldLeaveTheOthersNoHigherOne() {
    Ballot highest = new Ballot(Ballot.ROUND_MAX + 1, Cast.node('b'));
    dialogue.forge('b', 'c', new Prepare(FIRST, highest));
    dialogue.forge(
        'b', 'c', new Reject(Cast.SEGMENT, 2, new Ballot(Long.MAX_VALUE, Cast.node('b'))));
    dialogue.propose('c', TO_B);
    assertDiary('c', "disk: knows 1 a/abc, promised 1c");
  }

  @Test
  void refusesWhoIsNotAMember() {
    dialogue.forge('x', 'c', new Prepare(FIRST, new Ballot(1, Cast.node('x'))));
    dialogue.forge('x', 'c', new Propose(FIRST, new Ballot(1, Cast.node('x')), TO_B));
    assertDiary('c', "");
  }

  @Test
  void refusesAValueOfAnotherEpochOrSegment() {
    Ballot ballot = new Ballot(1, Cast.node('b'));
    Configuration skipped = Cast.configuration(3, "b/abc");
    Configuration elsewhere =
        new Configuration(Cast.SEGMENT + 1, 2, TO_B.primary(), TO_B.members());
    dialogue.forge('b', 'c', new Propose(FIRST, ballot, skipped));
    dialogue.forge('b', 'c', new Propose(FIRST, ballot, elsewhere));
    assertDiary('c', "");
  }

  @Test
  void doesNotCountAPromiseOrAnAcceptanceTwice() {
    Dialogue five = new Dialogue("abcde", Cast.configuration(1, "a/abcde"));
    five.propose('a', Cast.configuration(2, "b/abcde"));
    five.node('a').sync();
    five.deliver('a', 'b');
    five.node('b').sync();
    five.node('a').diary();
    AgreementMessage promise =
        new AgreementMessage.Promise(Cast.SEGMENT, 2, new Ballot(1, Cast.node('a')), null);
    five.forge('b', 'a', promise);
    five.forge('b', 'a', promise);
    five.forge('x', 'a', promise);
    assertEquals("", five.node('a').diary());
    five.forge('c', 'a', promise);
    assertTrue(five.node('a').diary().contains("Propose 1a"));
  }
}
