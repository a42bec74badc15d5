package org.tongzhou.document;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The child process that parses what came from outside, with a small heap and under a time limit kept by its parent. It
 * talks over a socket in a folder of its own, because a native library writes on standard output as it likes. It ends
 * when its parent goes away, or after anything that may have left it damaged.
 */
public final class PaperWorker {
    static final byte DONE = 1;
    static final byte UNREADABLE = 0;
    static final int MOST_PAGES = 50;
    private static final int MOST_BYTES = 24 * 1024 * 1024;

    private PaperWorker() {}

    /** {@code paper-worker SOCKET}: answers requests until the other side closes. */
    public static int run(String[] args, PrintStream err) {
        Path socket = Path.of(args[0]).toAbsolutePath();
        endWithParent(socket);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
            PaperTasks tasks = new PaperTasks(socket.resolveSibling(""));
            while (answered(tasks, in, out)) {
                out.flush();
            }
            out.flush();
            return 0;
        } catch (EOFException parentGone) {
            PaperChild.removeOwn(socket.getParent());
            return 0;
        } catch (IOException broken) {
            // Before the answer could be given, too.
            PaperChild.removeOwn(socket.getParent());
            err.println("paper-worker: " + broken.getMessage());
            return 1;
        }
    }

    /** A paper that takes for ever is stopped by the parent; where the parent was killed, nobody else would. */
    private static void endWithParent(Path socket) {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> {
                    PaperChild.removeOwn(socket.getParent());
                    Runtime.getRuntime().halt(1);
                }));
    }

    /** False when this process should not go on after the answer. */
    private static boolean answered(PaperTasks tasks, DataInputStream in, DataOutputStream out) throws IOException {
        String[] words = in.readUTF().split("\n", -1);
        byte[] bytes = in.readNBytes(Math.min(in.readInt(), MOST_BYTES));
        try {
            answer(out, DONE, tasks.done(words, bytes));
            return true;
        } catch (UnreadablePaper unreadable) {
            answer(out, UNREADABLE, text(String.valueOf(unreadable.getMessage())));
            return true;
        } catch (Exception | OutOfMemoryError | StackOverflowError broken) {
            answer(out, UNREADABLE, text("paper_broken"));
            return false;
        }
    }

    private static void answer(DataOutputStream out, byte state, byte[] bytes) throws IOException {
        out.writeByte(state);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] text(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }

    /** Findings and, for a picture, the bytes to keep, as one answer. */
    static byte[] joined(Findings findings, byte[] kept) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        byte[] json = text(findings.write());
        joined.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(json.length).array());
        joined.writeBytes(json);
        joined.writeBytes(kept);
        return joined.toByteArray();
    }
}
