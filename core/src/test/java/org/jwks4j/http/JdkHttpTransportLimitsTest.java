package org.jwks4j.http;

final class JdkHttpTransportLimitsTest extends HttpTransportLimitsContract {
    @Override
    protected HttpTransport create() {
        return JdkHttpTransport.create();
    }
}
