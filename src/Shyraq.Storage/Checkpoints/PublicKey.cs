using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Shyraq.Storage.Checkpoints;

/// <summary>The public half of an Ed25519 key (RFC 8032): who has it can tell whether a checkpoint was signed with the other half.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    /// <summary>Bytes.</summary>
    public const int Size = 32;

    // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410): these bytes, then the key.
    private static readonly byte[] Wrapping = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    private readonly byte[] _bytes;

    internal PublicKey(byte[] bytes) => _bytes = bytes;

    /// <summary>Reads a key as 64 hexadecimal digits or as PEM; null when it is neither.</summary>
    public static PublicKey? Read(string text)
    {
        text = text.Trim();
        if (text.Length == 2 * Size && text.All(char.IsAsciiHexDigit)) return new(Convert.FromHexString(text));
        if (!PemEncoding.TryFind(text, out var found) || text[found.Label] != "PUBLIC KEY") return null;
        var der = Convert.FromBase64String(text[found.Base64Data]);
        return der.Length == Wrapping.Length + Size && der.AsSpan().StartsWith(Wrapping) ? new(der[Wrapping.Length..]) : null;
    }

    /// <summary>Whether a text was signed with the other half.</summary>
    public bool Verifies(byte[] text, byte[] signature)
    {
        try
        {
            var signer = new Ed25519Signer();
            signer.Init(forSigning: false, new Ed25519PublicKeyParameters(_bytes));
            signer.BlockUpdate(text, 0, text.Length);
            return signer.VerifySignature(signature);
        }
        catch (ArgumentException)
        {
            // These bytes are no point of the curve.
            return false;
        }
    }

    /// <summary>As other tools read it.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", [.. Wrapping, .. _bytes]) + "\n";

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => other is not null && _bytes.AsSpan().SequenceEqual(other._bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_bytes);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bytes);
}
