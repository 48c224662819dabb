package org.jwks4j.cli.options;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Says the version that the jar was built as. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"jwks4j " + (version == null ? "(not from a jar)" : version)};
    }
}
