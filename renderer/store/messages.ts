import { toast } from 'sonner'

/** Short messages at the edge of the window; errors stay until they are closed. */
export const say = {
  done: (message: string) => toast.success(message),
  info: (message: string) => toast.message(message),
  /** Something that cannot be, said while it is tried. */
  refused: (message: string) => toast.error(message),
  error: (message: string) => toast.error(message, { duration: Number.POSITIVE_INFINITY, closeButton: true }),
} as const
