package org.jwks4j.transport.httpclient5;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** From a host to its addresses; blocks while it looks. */
interface Lookup {
    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
