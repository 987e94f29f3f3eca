package io.starling.node.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files in PEM form that a TLS endpoint is made of.
 *
 * @param certificate the chain that this node shows
 * @param key its private key
 * @param authorities who must have signed what the other side shows; null: the other side shows
 *     nothing
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path authorities) {}
