package io.starling.node.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.starling.node.replication.ReplicaMessage.VersionsTold;
import io.starling.node.replication.ReplicaMessage.VersionsTold.Word;
import io.starling.node.replication.ReplicaMessage.VersionsWanted;
import io.starling.node.replication.ReplicaMessage.VersionsWanted.Question;
import io.starling.storage.entry.Key;
import java.util.List;

/** What the holder of a copy asks its primary before it answers reads, and the primary's word. */
final class VersionsCodec {
  private VersionsCodec() {}

  static VersionsWantedProto toProto(VersionsWanted message) {
    VersionsWantedProto.Builder proto = VersionsWantedProto.newBuilder();
    for (Question question : message.questions()) {
      QuestionProto.Builder one = QuestionProto.newBuilder().setId(question.id());
      question.keys().forEach(key -> one.addKeys(UnsafeByteOperations.unsafeWrap(key.bytes())));
      proto.addQuestions(one);
    }
    return proto.build();
  }

  static VersionsToldProto toProto(VersionsTold message) {
    VersionsToldProto.Builder proto =
        VersionsToldProto.newBuilder().setWallMillis(message.wallMillis());
    for (Word word : message.words()) {
      WordProto.Builder one = WordProto.newBuilder().setId(word.id());
      word.versions().forEach(version -> one.addVersions(WriteCodec.toProto(version)));
      proto.addWords(one);
    }
    return proto.build();
  }

  static VersionsWanted wanted(int segment, long epoch, VersionsWantedProto proto) {
    List<Question> questions =
        proto.getQuestionsList().stream()
            .map(
                one ->
                    new Question(
                        one.getId(), one.getKeysList().stream().map(VersionsCodec::key).toList()))
            .toList();
    return new VersionsWanted(segment, epoch, questions);
  }

  private static Key key(ByteString bytes) {
    if (bytes.size() > Key.LENGTH_MAX) {
      throw new IllegalArgumentException("a key of " + bytes.size() + " bytes");
    }
    return Key.of(bytes.toByteArray());
  }

  static VersionsTold told(int segment, long epoch, VersionsToldProto proto) {
    List<Word> words =
        proto.getWordsList().stream()
            .map(
                one ->
                    new Word(
                        one.getId(),
                        one.getVersionsList().stream().map(WriteCodec::fromProto).toList()))
            .toList();
    return new VersionsTold(segment, epoch, proto.getWallMillis(), words);
  }
}
