/**
 * Coverage-guided fuzzing of what strangers can send. Each target is a class with {@code
 * fuzzerTestOneInput}, and a test that runs it on a corpus and on random changes of it, for
 * seconds. The long run, here ten minutes, is Jazzer's:
 *
 * <pre>
 * ./mvnw -q -pl chaos -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -XX:+EnableDynamicAgentLoading -cp "$(cat chaos/target/classpath):chaos/target/test-classes" \
 *   com.code_intelligence.jazzer.Jazzer --target_class=io.starling.chaos.fuzz.RequestDecoderFuzz \
 *   --instrumentation_includes='io.starling.**' -max_total_time=600
 * </pre>
 */
@NullMarked
package io.starling.chaos.fuzz;

import org.jspecify.annotations.NullMarked;
