/**
 * Coverage-guided fuzzing of what strangers can send. Each target is a class with {@code
 * fuzzerTestOneInput}, and a test that runs it on a corpus and on random changes of it, for
 * seconds. The long run, here ten minutes, is Jazzer's:
 *
 * <pre>
 * ./mvnw -q -pl chaos -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * export CLASSPATH="chaos/target/test-classes:$(cat chaos/target/classpath)"
 * mkdir -p chaos/target/peer-inputs
 * java io.starling.chaos.fuzz.PeerMessageSeeds chaos/target/peer-inputs
 * java -XX:+EnableDynamicAgentLoading com.code_intelligence.jazzer.Jazzer \
 *   --target_class=io.starling.chaos.fuzz.PeerMessageFuzz \
 *   --instrumentation_includes='io.starling.**' -max_total_time=600 chaos/target/peer-inputs
 * </pre>
 *
 * <p>The other targets, which need no directory to begin with: {@code
 * io.starling.chaos.fuzz.RequestDecoderFuzz} for the port of clients, and {@code
 * io.starling.gossip.transport.PeerPortFuzz} for what a stranger says to the port of peers.
 */
@NullMarked
package io.starling.chaos.fuzz;

import org.jspecify.annotations.NullMarked;
