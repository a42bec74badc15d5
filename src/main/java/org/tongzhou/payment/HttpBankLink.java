package org.tongzhou.payment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The direct link over HTTP, with a shared secret; an answer has at most 64 MB and the time-out covers all of it. */
final class HttpBankLink implements BankLink {
    private static final int MAX_ANSWER = 64 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final BankSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    HttpBankLink(BankSettings settings) {
        this.settings = settings;
    }

    @Override
    public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
        return ask(to("/payments")
                .header("Content-Type", "application/xml")
                .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(creditTransfer)));
    }

    @Override
    public byte[] status(String msgId) throws BankSilence {
        return ask(to("/payments/" + msgId));
    }

    @Override
    public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
        return ask(to("/notifications?after=" + after + "&upTo=" + upTo));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(Objects.requireNonNull(settings.url()) + path))
                .timeout(settings.timeout())
                .header("Authorization", "Bearer " + settings.secret());
    }

    private byte[] ask(HttpRequest.Builder request) throws BankSilence {
        var sent = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApply(HttpBankLink::whole);
        try {
            return sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BankSilence("interrupted");
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new BankSilence("no answer within " + settings.timeout());
        } catch (ExecutionException e) {
            throw new BankSilence(String.valueOf(e.getCause()));
        }
    }

    private static byte[] whole(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("HTTP status " + response.statusCode());
            }
            return body.readNBytes(MAX_ANSWER);
        } catch (IOException e) {
            throw new IllegalStateException("the answer broke off", e);
        }
    }
}
