package org.tongzhou.payment;

import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.util.Objects;
import org.tongzhou.kernel.HttpLine;

/** The direct link over HTTP, with a shared secret; an answer has at most 64 MB and the time-out covers all of it. */
final class HttpBankLink implements BankLink {
    private final HttpLine line;

    HttpBankLink(BankSettings settings) {
        this.line =
                new HttpLine(Objects.requireNonNull(settings.url()), settings.secret(), settings.timeout(), MOST_BYTES);
    }

    @Override
    public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
        return ask(line.to("/payments")
                .header("Content-Type", "application/xml")
                .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(creditTransfer)));
    }

    @Override
    public byte[] status(String msgId) throws BankSilence {
        return ask(line.to("/payments/" + msgId));
    }

    @Override
    public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
        return ask(line.to("/notifications?after=" + after + "&upTo=" + upTo));
    }

    private byte[] ask(HttpRequest.Builder request) throws BankSilence {
        try {
            return line.ask(request);
        } catch (HttpLine.Silence silence) {
            throw new BankSilence(String.valueOf(silence.getMessage()));
        }
    }
}
