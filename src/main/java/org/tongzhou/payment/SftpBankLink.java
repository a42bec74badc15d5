package org.tongzhou.payment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/**
 * The line as files: what we say goes into {@code in} under a temporary name and is renamed when it is whole, the answer
 * comes into {@code out} under the same name. A status query and the reading of the bank's book are small files too. The
 * bank's host key is pinned by its SHA-256 fingerprint: another key is another bank, and nothing is said to it.
 */
final class SftpBankLink implements BankLink, AutoCloseable {
    private static final int BEGINNING = 64 << 10;
    private static final int MOST_LEFT = 50;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BankSettings settings;
    private final URI place;
    private final SshClient client = SshClient.setUpDefaultClient();

    SftpBankLink(BankSettings settings, SftpTrust trust) {
        this.settings = settings;
        this.place = URI.create(Objects.requireNonNull(settings.url()));
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(
                trust.key() == null
                        ? KeyIdentityProvider.EMPTY_KEYS_PROVIDER
                        : KeyIdentityProvider.wrapKeyPairs(new FileKeyPairProvider(trust.key()).loadKeys(null)));
        client.setServerKeyVerifier(
                (session, address, key) -> trust.hostKey().equals(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key)));
        client.start();
    }

    @Override
    public byte[] submit(String fileName, byte[] creditTransfer) throws BankSilence {
        return exchange(fileName, creditTransfer);
    }

    @Override
    public byte[] status(String msgId) throws BankSilence {
        return exchange("status_" + msgId + "_" + nonce() + ".qry", new byte[0]);
    }

    @Override
    public byte[] notifications(long after, LocalDate upTo) throws BankSilence {
        return exchange("book_" + after + "_" + upTo + "_" + nonce() + ".qry", new byte[0]);
    }

    private static String nonce() {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private interface Talk<T> {
        T with(SftpClient files) throws IOException, InterruptedException;
    }

    private byte[] exchange(String name, byte[] body) throws BankSilence {
        return talk(files -> {
            put(files, name, body);
            return await(files, "out/" + name);
        });
    }

    /** Files that the bank left in {@code out} unasked, such as the statement of a day; at most 50, by name. */
    @Override
    public List<String> left() throws BankSilence {
        return talk(files -> {
            TreeSet<String> names = new TreeSet<>();
            for (SftpClient.DirEntry each : files.readDir("out")) {
                if (each.getFilename().matches("statement_[A-Za-z0-9_-]{1,80}[.](xml|csv)")) {
                    names.add(each.getFilename());
                }
            }
            return names.stream().limit(MOST_LEFT).toList();
        });
    }

    @Override
    public Left fetch(String name) throws BankSilence {
        return talk(files -> {
            String path = "out/" + name;
            boolean whole = files.stat(path).getSize() <= MOST_BYTES;
            return new Left(read(files, path, whole ? MOST_BYTES : BEGINNING), whole);
        });
    }

    @Override
    public void taken(String name) throws BankSilence {
        talk(files -> {
            files.rename("out/" + name, "taken/" + name);
            return name;
        });
    }

    /** The time-out covers all of it: whoever drips his answer is hung up on. */
    private <T> T talk(Talk<T> talk) throws BankSilence {
        CompletableFuture<Void> end =
                new CompletableFuture<Void>().orTimeout(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
        try (ClientSession session = connected()) {
            end.exceptionally(late -> {
                session.close(true);
                return null;
            });
            session.addPasswordIdentity(settings.secret());
            session.auth().verify(settings.timeout());
            try (SftpClient files = SftpClientFactory.instance().createSftpClient(session)) {
                return talk.with(files);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BankSilence("interrupted");
        } catch (IOException e) {
            throw new BankSilence(end.isCompletedExceptionally() ? late() : String.valueOf(e.getMessage()));
        } finally {
            end.complete(null);
        }
    }

    private ClientSession connected() throws IOException {
        String user = Objects.requireNonNullElse(place.getUserInfo(), "tongzhou");
        return client.connect(user, place.getHost(), place.getPort())
                .verify(settings.timeout())
                .getSession();
    }

    private String late() {
        return "no whole answer within " + settings.timeout();
    }

    /** Whole or not at all under the name that the bank looks for. */
    private static void put(SftpClient files, String name, byte[] body) throws IOException {
        String part = "in/" + name + ".part";
        try (OutputStream out = files.write(part)) {
            out.write(body);
        }
        files.rename(part, "in/" + name);
    }

    private byte[] await(SftpClient files, String path) throws IOException, InterruptedException {
        long limit = System.nanoTime() + settings.timeout().toNanos();
        while (System.nanoTime() < limit) {
            byte[] answer = readIfThere(files, path);
            if (answer != null) {
                return answer;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        throw new IOException(late());
    }

    private static byte @Nullable [] readIfThere(SftpClient files, String path) throws IOException {
        try {
            return read(files, path);
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return null;
            }
            throw e;
        }
    }

    private static byte[] read(SftpClient files, String path) throws IOException {
        long size = files.stat(path).getSize();
        if (size > MOST_BYTES) {
            throw new IOException("an answer of " + size + " bytes is not taken");
        }
        return read(files, path, MOST_BYTES);
    }

    private static byte[] read(SftpClient files, String path, int atMost) throws IOException {
        try (InputStream in = files.read(path)) {
            return in.readNBytes(atMost);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
