package org.jwks4j.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jwks4j.http.AddressGuard;

/**
 * The part of a host name that someone registered: the public suffix and one label, {@code example.co.uk} of
 * {@code login.example.co.uk}. We assume that the owner of a host controls all of its registrable domain.
 *
 * <p>By the Public Suffix List (<a href="https://publicsuffix.org/list/">publicsuffix.org</a>), its private section too,
 * so that {@code a.github.io} and {@code b.github.io} differ. The list is in this jar as it was when the jar was built,
 * unchanged and under the Mozilla Public License 2.0, and is read when it is first needed. Thread-safe.
 */
public final class RegistrableDomain {
    private RegistrableDomain() {}

    /**
     * The registrable domain of a host.
     *
     * @param host a host name, in any case, with A-labels or U-labels, with or without the dot at its end
     * @return the domain in lower case and A-labels (RFC 5890 §2.3.2.1); empty for an IP address, for a name of one label,
     *     for a public suffix, and for what is no host name
     */
    public static Optional<String> of(String host) {
        if (AddressGuard.isLiteral(host)) {
            return Optional.empty();
        }
        try {
            String name = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return Bundled.LIST.registrableDomain(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        } catch (IllegalArgumentException e) { // an empty label, or one of more than 63 characters
            return Optional.empty();
        }
    }

    private static final class Bundled {
        static final PublicSuffixList LIST = read();

        private static PublicSuffixList read() {
            try (InputStream list = RegistrableDomain.class.getResourceAsStream("effective_tld_names.dat")) {
                if (list == null) {
                    throw new IllegalStateException("the public suffix list is missing from the jar");
                }
                return PublicSuffixList.read(list);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
