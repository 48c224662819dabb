package org.jwks4j;

/**
 * Hears what a {@link KeyFetcher} does, for logs and metrics. Each listener is told on a thread of its own
 * ({@link KeyFetcherBuilder#listenerExecutor}), one event at a time and in their order: one that is slow, blocks or throws
 * holds up neither the fetcher nor the others. At most 1,024 events wait for it; when they are that many, the next ones are
 * dropped until it has taken those, and then it is told {@link KeyFetcherEvent.EventsDropped}. One that throws is logged.
 *
 * <p>After {@link KeyFetcher#close()} what waits is still told and nothing new; a listener that has been at one event for more
 * than a second is interrupted and told no more.
 */
@FunctionalInterface
public interface KeyFetcherListener {
    /**
     * Something happened.
     *
     * @param event what
     */
    void onEvent(KeyFetcherEvent event);
}
