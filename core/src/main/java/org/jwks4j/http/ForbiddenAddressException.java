package org.jwks4j.http;

import java.io.IOException;
import org.jwks4j.json.Quoted;

/** A host leads to an address that is not public, so nothing was sent there. */
public final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which host, which address and why.
     *
     * @param host the host as the URI has it; quoted in the message
     * @param address the address that it leads to, as text; quoted in the message
     * @param reason what the address is, such as {@code loopback (RFC 1122)}
     */
    public ForbiddenAddressException(String host, String address, String reason) {
        super("the host " + Quoted.of(host) + " leads to " + Quoted.of(address) + ", which is not a public address: "
                + reason);
    }
}
