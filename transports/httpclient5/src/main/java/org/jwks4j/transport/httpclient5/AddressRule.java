package org.jwks4j.transport.httpclient5;

import java.net.InetAddress;
import org.jwks4j.http.HttpTransport.ForbiddenAddressException;

/** Which addresses may be connected to. */
interface AddressRule {
    void require(String host, InetAddress address) throws ForbiddenAddressException;
}
