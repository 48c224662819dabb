package org.jwks4j.spring;

import org.jwks4j.KeyFetcher;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/** Fetches keys before the first token needs them. The start waits for no issuer: what fails is in the log, and tried again. */
final class WarmStart implements ApplicationListener<ApplicationStartedEvent> {
    private final KeyFetcher fetcher;

    WarmStart(KeyFetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        fetcher.ready();
    }
}
