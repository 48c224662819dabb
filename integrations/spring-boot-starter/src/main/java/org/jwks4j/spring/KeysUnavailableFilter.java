package org.jwks4j.spring;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Answers 503 if the keys of a token cannot be had. It stands before {@code BearerTokenAuthenticationFilter}, which throws such a
 * failure on to the container.
 */
final class KeysUnavailableFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException e) {
            KeysUnavailableAnswer answer = KeysUnavailableAnswer.to(e).orElse(null);
            if (answer == null || response.isCommitted() || !(response instanceof HttpServletResponse http)) {
                throw e;
            }
            // No sendError: the container would dispatch to /error, which is no request with a token, and so answer
            // 401.
            http.setStatus(KeysUnavailableAnswer.STATUS);
            http.setHeader("Retry-After", Long.toString(answer.retryAfter()));
        }
    }
}
