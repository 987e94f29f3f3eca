/**
 * What a client's arguments mean: numbers, deadlines, options, and what is too large. Every reader
 * here takes bytes as they came, whatever they are, and either returns a value or throws {@link
 * io.starling.node.command.argument.RefusedException} with the words of Redis 7.
 *
 * <p>Thread rule: values and pure functions, any thread.
 */
@NullMarked
package io.starling.node.command.argument;

import org.jspecify.annotations.NullMarked;
