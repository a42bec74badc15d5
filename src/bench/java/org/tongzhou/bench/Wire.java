package org.tongzhou.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection to a server, kept while the server keeps it, opened again when it does not; little of a client, so that it costs little. */
final class Wire implements AutoCloseable {
    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /** Sends a request as it stands and reads the answer to its end; answers its status. */
    int send(byte[] request) throws IOException {
        Socket open = socket == null ? connect() : socket;
        InputStream from = in;
        if (from == null) {
            throw new IOException("not connected");
        }
        open.getOutputStream().write(request);
        String status = line(from);
        if (!rest(from)) {
            close();
        }
        return Integer.parseInt(status.substring(9, 12));
    }

    static byte[] get(String path, String cookie) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] post(String path, String cookie, String form) {
        return ("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private Socket connect() throws IOException {
        Socket fresh = new Socket("127.0.0.1", port);
        fresh.setTcpNoDelay(true);
        socket = fresh;
        in = new BufferedInputStream(fresh.getInputStream(), 1 << 16);
        return fresh;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
            in = null;
        }
    }

    /** Headers and body; says whether the connection goes on. */
    private static boolean rest(InputStream in) throws IOException {
        long length = -1;
        boolean goesOn = true;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:");
            goesOn &= !lower.equals("connection: close");
        }
        if (length > 0) {
            in.skipNBytes(length);
        }
        if (chunked) {
            for (int chunk = Integer.parseInt(line(in), 16); chunk > 0; chunk = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(chunk + 2L);
            }
            line(in);
        }
        return goesOn;
    }

    private static String line(InputStream in) throws IOException {
        byte[] text = new byte[256];
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                text = length == text.length ? Arrays.copyOf(text, length * 2) : text;
                text[length++] = (byte) c;
            }
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
