/**
 * What a Chronicle map is trusted with: its file, once the structure of it has been checked.
 *
 * <p>Chronicle Map follows every offset and length that it finds in a file, so damage makes it read
 * outside of its memory, which ends the process, or walk in circles. Its own recovery does the
 * same. So each file is read here first, within bounds. Its <em>entries</em> are the truth: each
 * has a checksum, and free space holds zeros and nothing else. Its <em>index</em> (hash table, list
 * of free chunks, counters, locks) says nothing that the entries do not, and is written anew unless
 * it agrees with them. Its <em>head</em>, which says how the file is laid out, is there twice.
 *
 * <pre>
 * head | headers of the slices | slice: hash table, counters, free list, entries | ... | head again
 * </pre>
 *
 * <p>What is done most is done without Chronicle Map: {@link
 * io.starling.storage.mapfile.EntryFinder} and {@link io.starling.storage.mapfile.SliceCursor}
 * follow the index themselves.
 *
 * <p>Thread rule: an audit runs in whoever opens a file; nobody else has it then.
 */
@NullMarked
package io.starling.storage.mapfile;

import org.jspecify.annotations.NullMarked;
