package org.jwks4j.http;

/**
 * A transport that is safe to send to hosts that strangers name. Its contract, beside that of {@link HttpTransport}:
 *
 * <ul>
 *   <li>It connects to public addresses only, as {@link AddressGuard} has it. The check is made on the very address that
 *       is connected to, not on one that the same name led to a moment before.
 *   <li>It uses no proxy that it was not told of: not one that system properties or the environment name. An egress proxy
 *       that refuses inner addresses itself is a legitimate way to keep this contract.
 *   <li>It follows no redirects.
 *   <li>It refuses whatever is not {@code https}.
 * </ul>
 *
 * <p>{@link JdkHttpTransport} cannot be one: the JDK's client looks names up by itself.
 */
public interface GuardedTransport extends HttpTransport {}
