package org.tongzhou.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A line to a partner's server with a shared secret. An ask gives the whole answer within the time-out, which covers all of
 * it, or is {@link Silence}, which says nothing about what the other side has done. Nothing is repeated here.
 */
public final class HttpLine {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final String url;
    private final String secret;
    private final Duration timeout;
    private final int mostBytes;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** {@code url} without a slash at its end; an answer has at most so many bytes, the rest is cut off. */
    public HttpLine(String url, String secret, Duration timeout, int mostBytes) {
        this.url = url;
        this.secret = secret;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
    }

    /** No whole answer came, or not the one of a server that did what it was asked. */
    public static final class Silence extends Exception {
        private static final long serialVersionUID = 1L;

        public Silence(String why) {
            super(why);
        }
    }

    /** An ask of a path, to be completed and given to {@link #ask}. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + secret);
    }

    public byte[] ask(HttpRequest.Builder request) throws Silence {
        var sent = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(this::whole);
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Silence("interrupted");
        } catch (TimeoutException e) {
            throw new Silence("no whole answer within " + timeout);
        } catch (ExecutionException e) {
            throw new Silence(String.valueOf(e.getCause()));
        } finally {
            sent.cancel(true);
        }
    }

    private byte[] whole(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("HTTP status " + response.statusCode());
            }
            return body.readNBytes(mostBytes);
        } catch (IOException e) {
            throw new IllegalStateException("the answer broke off", e);
        }
    }
}
