package org.jwks4j.cli.options;

import java.util.ArrayList;
import java.util.List;
import org.jwks4j.KeyFetcher;
import org.jwks4j.cli.terminal.Console;
import org.jwks4j.cli.terminal.UsageException;
import org.jwks4j.vendors.VendorTrust;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A token, and who is trusted to have issued it. */
public final class TokenOptions {
    @Mixin
    TokenArgument argument = new TokenArgument();

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "A trusted issuer, exactly as in iss. Repeat it for more; tokens of others are refused.")
    List<String> issuers = new ArrayList<>();

    @Mixin
    FetchOptions fetchOptions = new FetchOptions();

    /** A fetcher that trusts the issuers. */
    public KeyFetcher fetcher() {
        if (issuers.isEmpty()) {
            throw new UsageException("--issuer is missing: who is trusted to have issued the token?");
        }
        return fetchOptions.fetcher(issuers);
    }

    /** A fetcher that trusts a vendor. */
    public KeyFetcher fetcher(VendorTrust vendor) {
        if (!issuers.isEmpty()) {
            throw new UsageException("--vendor and --issuer contradict each other: the vendor says which issuer");
        }
        return fetchOptions.fetcher(vendor);
    }

    /** The token, without what plainly surrounds it. */
    public String token(Console console) {
        return argument.read(console);
    }

    /** The trusted issuers. */
    public List<String> issuers() {
        return List.copyOf(issuers);
    }
}
