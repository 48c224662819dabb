package org.jwks4j.heap;

/**
 * How much heap issuers may hold that became known at run time.
 *
 * @param known of those whose keys were fetched, in bytes
 * @param newcomers of the others, and of anyone if anyone is trusted, in bytes
 */
public record IssuerMemory(long known, long newcomers) {
    private static final long MIB = 1024 * 1024;

    /** A hundred thousand issuers at rest with two RSA keys each are 120 MB. */
    public static final IssuerMemory DEFAULT = new IssuerMemory(128 * MIB, 64 * MIB);

    public IssuerMemory {
        if (known < MIB || newcomers < MIB) {
            throw new IllegalArgumentException("maximumIssuerMemory(" + known + ", " + newcomers
                    + "): at least 1 MiB, which is " + MIB + ", for each");
        }
    }
}
