using System.Text;

namespace Shyraq.Protocols.Tests.Fuzzing;

/// <summary>Damages bytes as cables, disks and careless programs do. Seeded: the same every time.</summary>
internal sealed class Damage(int seed)
{
    private static readonly byte[][] Words =
    [
        .. new[] { "null", "1e999", "-0.0", "-1", "\"\"", "{", "}", "[", "]", ",", "\"", "\\u0000", "\\ud800", "\r\n", "NaN", "99999999999999999999", "0.1e-400", "é", "2026-02-30T25:61:00Z", ";" }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC0], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
    ];

#pragma warning disable CA5394 // Repeatable, not secret.
    private readonly Random _random = new(seed);

    /// <summary>A copy with one to four things wrong.</summary>
    public byte[] Of(byte[] good)
    {
        var bytes = good.ToList();
        for (var n = _random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = _random.Next(bytes.Count);
            var length = Math.Min(_random.Next(1, 12), bytes.Count - at);
            switch (_random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
                case 1: bytes[at] = (byte)_random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, Words[_random.Next(Words.Length)]); break;
                case 5:
                    bytes.RemoveRange(at, length);
                    bytes.InsertRange(at, Words[_random.Next(Words.Length)]);
                    break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }
#pragma warning restore CA5394
}
