/**
 * Reads and builds the messages that ScaleCube keeps to its package: only here are they visible to
 * a codec that names their fields. Nothing else of ours belongs here.
 */
@NullMarked
package io.scalecube.cluster.metadata;

import org.jspecify.annotations.NullMarked;
